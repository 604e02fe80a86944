import type { TraceItem } from './spec.ts';

/** That a trace is the copy of one that stood `by` characters further up and says the same. */
export interface Move {
  readonly from: TraceItem;
  readonly by: number;
}

const moves = new WeakMap<TraceItem, Move>();

/**
 * Takes note of a copy, so that what is known of the original need not be worked out again. Copies of copies count as
 * those of the first, which would otherwise all be kept alive.
 */
export function noteMove(from: TraceItem, to: TraceItem, by: number): Move {
  const before = moves.get(from);
  const move = before === undefined ? { from, by } : { from: before.from, by: before.by + by };
  moves.set(to, move);
  return move;
}

export function moveOf(trace: TraceItem): Move | undefined {
  return moves.get(trace);
}
