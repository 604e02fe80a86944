import { wordsOf } from '../codec/words.ts';
import { unglued } from './unglued.ts';

/** The words of a text that say what it is about, brought to the form in which they are compared. */
export function rootsOf(text: string): ReadonlySet<string> {
  return new Set(
    wordsOf(text)
      .flatMap(unglued)
      .filter((word) => !SAYS_NOTHING.has(word))
      .map(rootOf),
  );
}

/** Whether two texts have a word in common that says what they are about. */
export function sharesRoot(a: string, b: string): boolean {
  const roots = rootsOf(a);
  return [...rootsOf(b)].some((root) => roots.has(root));
}

/**
 * `transfers`, `banking` and `bank` are of one kind where the domain is guessed, `bidding` and `bid`, `deliveries` and
 * `delivery`, `authorise` and `authorize`, `email` and `mail`, too; `books` and `bookings` are not.
 */
function rootOf(word: string): string {
  if (word.startsWith('booking')) return 'booking';
  if (word.startsWith('email')) return rootOf(word.slice(1));
  const bare = word.replace(/(?<=\p{L}{3})(?:ings?|s)$/u, '').replace(/(?<=\p{L}{3})e$/u, '');
  return bare
    .replace(/(?<=\p{L}{2})(\p{L})\1$/u, '$1')
    .replace(/(?<=\p{L}{2})y$/u, 'i')
    .replace(/(?<=\p{L}{3})is$/u, 'iz');
}

/** Words of every domain: verbs of protocols and what services are made of. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(
  'get post put patch delete head select insert update set find list read write create api app gateway web www frontend backend bff edge service services svc server srv client v1 v2 v3 id by the of for from to in on at up out with and or a an my is db database cache redis pg sql postgres postgresql mysql mongo kafka queue main event events process handle request requested new'.split(
    ' ',
  ),
);
