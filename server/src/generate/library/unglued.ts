import { SYNONYM_GROUPS } from './synonym-groups.ts';

/**
 * The words that are written as one: `cartservice` is `cart service`, `productcatalog` is `product catalog`. What is no such
 * word stays whole.
 */
export function unglued(word: string): readonly string[] {
  if (word.length < SHORTEST || WORDS.has(word)) return [word];
  const known = UNGLUED.get(word);
  if (known) return known;
  if (UNGLUED.size >= MOST_REMEMBERED) UNGLUED.clear();
  const found = withoutSuffix(word) ?? pairOf(word) ?? [word];
  UNGLUED.set(word, found);
  return found;
}

/** `adservice`; shorter words are none. */
const SHORTEST = 8;

/** What a file names stands in it again and again. */
const UNGLUED = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 4096;

const WORDS: ReadonlySet<string> = new Set([
  ...SYNONYM_GROUPS.flatMap((group) => group.split(' ')),
  ...'admin checkout store web mobile'.split(' '),
]);
const SUFFIX = /^(.{2,})(services?|svc|server|gateway)$/u;

/** `webserver`, but `observer` is no server. */
function withoutSuffix(word: string): readonly string[] | undefined {
  const [, bare = '', suffix = ''] = SUFFIX.exec(word) ?? [];
  if (suffix === '' || bare === 'ob') return undefined;
  return [...(WORDS.has(bare) ? [bare] : (pairOf(bare) ?? [bare])), suffix];
}

function pairOf(word: string): readonly string[] | undefined {
  for (let at = SHORTEST_OF_PAIR; at <= word.length - SHORTEST_OF_PAIR; at++) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    if (WORDS.has(first) && (WORDS.has(second) || WORDS.has(second.replace(/s$/u, ''))))
      return [first, second];
  }
  return undefined;
}

const SHORTEST_OF_PAIR = 3;
