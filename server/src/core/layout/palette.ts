import { hash } from './digest.ts';

/** How many colours the views tell services apart by. */
export const PALETTE_SIZE = 12;

/** Index into the palette: the same for a name in every trace, version and session. */
export function colorOf(name: string): number {
  return name === '' ? 0 : hash(name, 0) % PALETTE_SIZE;
}
