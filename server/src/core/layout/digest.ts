/** What stands for a text: different texts differ with near certainty, and all machines agree. */
export type Digest = readonly [number, number];

export const EMPTY: Digest = [0x9e3779b9, 0x85ebca6b];

/** The digest of the text behind `before` with `text` added to it. */
export function extended([a, b]: Digest, text: string): Digest {
  return [hash(text, a), hash(text, b)];
}

/** As one whole number that is exact. */
export function numberOf([a, b]: Digest): number {
  return a * 2 ** 21 + (b >>> 11);
}

/** FNV-1a with a final mix, 32 bits. */
export function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) >>> 0;
}
