/** How many colours the views tell services apart by. */
export const PALETTE_SIZE = 12;

/** Index into the palette: the same for a name in every trace, version and session. */
export function colorOf(name: string): number {
  return name === '' ? 0 : hash(name, 0) % PALETTE_SIZE;
}

/** A short text that differs for different texts with near certainty, and is the same on every machine. */
export function digest(text: string): string {
  return hash(text, 0x9e3779b9).toString(36) + hash(text, 0x85ebca6b).toString(36);
}

/** FNV-1a with a final mix, 32 bits. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) >>> 0;
}
