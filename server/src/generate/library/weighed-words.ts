import { rootsOf } from './roots.ts';

/** Words in the form in which they are compared, and how much each says where it stands. */
export type WeighedWords = ReadonlyMap<string, number>;

/** Marks a word as one of a service's name: `stock` the service is no `stock` that is traded. */
export const SERVICE = '@';

/** A word counts by the best place where it stands. */
export function raise(words: Map<string, number>, roots: Iterable<string>, weight: number, mark = ''): void {
  for (const root of roots) {
    const word = mark + root;
    words.set(word, Math.max(weight, words.get(word) ?? 0));
  }
}

/** A heading says more of each of its words the fewer it has. */
export function shareOf(weight: number, heading: ReadonlySet<string>): number {
  return weight / Math.sqrt(Math.max(1, heading.size));
}

/** As `rootsOf`, each text read once: a library says the same names again and again. */
export function rememberedRoots(): typeof rootsOf {
  const known = new Map<string, ReadonlySet<string>>();
  return (text) => {
    const roots = known.get(text) ?? rootsOf(text);
    known.set(text, roots);
    return roots;
  };
}
