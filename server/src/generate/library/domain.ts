import type { Library, LibrarySystem } from './library.ts';
import { indexOf, type LibraryIndex, TOLD } from './library-index.ts';
import type { Setting } from './nearest.ts';
import { rootsOf } from './roots.ts';
import { raise, SERVICE, type WeighedWords } from './weighed-words.ts';

/** What is known of a file, whatever the place in it. */
export type Surrounding = Pick<Setting, 'title' | 'services'>;

/** How much it says that a word stands there in the file. */
const ASKED = { title: 2, service: 1 };
/** No two systems name everything alike: one that knows this share is of the same domain where none knows more. */
const SAME = 1 / 6;

/**
 * How near each system is to what the file is about, from 0 to 1: the share of the words of its title and its services
 * that the system knows, rarer ones counting more, beside that of the system which knows most. `caller` is left out: whom
 * it is like is asked for itself.
 */
export function nearnessTo(
  library: Library,
  { title, services }: Surrounding,
  caller: string,
): (system: LibrarySystem) => number {
  const asked = new Map<string, number>();
  raise(asked, rootsOf(title), ASKED.title);
  for (const service of services)
    if (service !== caller) raise(asked, rootsOf(service), ASKED.service, SERVICE);
  // Nothing says that the file is about something else.
  if (asked.size === 0) return () => 1;
  const index = indexOf(library);
  const shares = new Map(
    [...index.wordsOf].map(([system, told]) => [system, knownShare(asked, told, index)]),
  );
  const same = Math.max(SAME, ...shares.values());
  return (system) => (shares.get(system) ?? 0) / same;
}

function knownShare(asked: WeighedWords, told: WeighedWords, { rarity, unheardOf }: LibraryIndex): number {
  let [known, all] = [0, 0];
  for (const [word, weight] of asked) {
    const says = weight * (rarity.get(word) ?? unheardOf);
    all += says;
    known += says * knows(told, word);
  }
  return known / all;
}

/** A system that says a word of the title in passing is not about it; a service is one of its own wherever it stands. */
function knows(told: WeighedWords, word: string): number {
  const weight = told.get(word) ?? 0;
  return Math.min(1, word.startsWith(SERVICE) ? weight / TOLD.neighbour : weight / TOLD.about);
}
