import type { FoundFile } from './find-files.ts';

/** How much of a workspace is kept in memory. */
export interface Limits {
  readonly files: number;
  /** Of one file; a longer one is not read. */
  readonly bytesOfFile: number;
  /** Of all files together. */
  readonly bytes: number;
  /** Lists of calls that a call makes, of all files together. */
  readonly layers: number;
}

export const LIMITS: Limits = { files: 500, bytesOfFile: 1_000_000, bytes: 4_000_000, layers: 8_000 };

export interface Candidate extends FoundFile {
  /** Known once it was read. */
  readonly layers?: number;
}

/** One file must not take the place of all others. */
const MOST_OF_LAYERS = 0.5;

/** The files that are worth their place: those that changed last, as many as the limits allow. */
export function selected<T extends Candidate>(candidates: readonly T[], limits: Limits): T[] {
  const chosen: T[] = [];
  let [bytes, layers] = [0, 0];
  for (const candidate of candidates.filter((one) => isShort(one, limits)).toSorted(byLastChange)) {
    const { layers: own = 0 } = candidate;
    // Of files that were not read nobody knows how many layers they have, so that none is tried for the last bit of room.
    if (chosen.length === limits.files || layers + own > limits.layers) break;
    if (bytes + candidate.bytes > limits.bytes) continue;
    chosen.push(candidate);
    bytes += candidate.bytes;
    layers += own;
  }
  return chosen;
}

function isShort({ bytes, layers = 0 }: Candidate, limits: Limits): boolean {
  return bytes <= limits.bytesOfFile && layers <= MOST_OF_LAYERS * limits.layers;
}

function byLastChange(a: FoundFile, b: FoundFile): number {
  return b.changedAt - a.changedAt || (a.path < b.path ? -1 : 1);
}
