import type { SeenDuration } from './memory/evidence.ts';
import type { CallKind, Memory } from './memory/memory.ts';

/** Of a call that makes this many times as many calls, or as few, the duration still tells something. */
const LIKE = 2;

/**
 * Durations that calls of a kind were seen to take, those of like size where there are any: who makes twenty calls takes
 * longer than who makes none.
 * @param below calls that the call makes, all levels together
 */
export function seenDurations(memory: Memory, kind: CallKind, below: number): readonly SeenDuration[] {
  const seen = memory.durations(kind);
  const sized = seen.filter((each) => each.below !== undefined && isLike(each.below, below));
  return sized.length > 0 ? sized : seen;
}

function isLike(count: number, below: number): boolean {
  if (count === 0 || below === 0) return count === below;
  return count <= LIKE * below && below <= LIKE * count;
}
