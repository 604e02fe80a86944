import type { Pieces } from './pieces.ts';
import type { TraceItem } from './spec.ts';

/** That a trace is the copy of one that says the same, with the positions that `pieces` tells. */
export interface Move {
  readonly from: TraceItem;
  readonly pieces: Pieces;
}

const moves = new WeakMap<TraceItem, Move>();

/** Takes note of a copy, so that what is known of the original need not be worked out again. */
export function noteMove(moved: TraceItem, move: Move): void {
  moves.set(moved, move);
}

export function moveOf(trace: TraceItem): Move | undefined {
  return moves.get(trace);
}
