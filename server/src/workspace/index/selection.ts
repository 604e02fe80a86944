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

/** The files that are worth their place: those that changed last, as many as the limits allow. */
export function selected<T extends Candidate>(candidates: readonly T[], limits: Limits): T[] {
  const chosen: T[] = [];
  let [bytes, layers] = [0, 0];
  for (const candidate of candidates.toSorted(byLastChange)) {
    if (chosen.length >= limits.files) break;
    bytes += candidate.bytes;
    layers += candidate.layers ?? 0;
    const isTooMuch = bytes > limits.bytes || layers > limits.layers || candidate.bytes > limits.bytesOfFile;
    if (!isTooMuch) chosen.push(candidate);
    else {
      bytes -= candidate.bytes;
      layers -= candidate.layers ?? 0;
    }
  }
  return chosen;
}

function byLastChange(a: FoundFile, b: FoundFile): number {
  return b.changedAt - a.changedAt || (a.path < b.path ? -1 : 1);
}
