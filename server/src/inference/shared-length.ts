import type { Token } from '../generate/language-model.ts';

/** How many tokens two sequences have in common from their start. */
export function sharedLength(held: readonly Token[], wanted: readonly Token[]): number {
  const limit = Math.min(held.length, wanted.length);
  let length = 0;
  while (length < limit && held[length] === wanted[length]) length++;
  return length;
}
