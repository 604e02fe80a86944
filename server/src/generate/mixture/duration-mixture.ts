import type { Random } from '../../core/random.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';

/** Seen this often, what was seen weighs as much as the model. */
const EQUAL_COUNT = 0.5;
/** How far a call lies from one that was seen, as a standard deviation of the duration's natural logarithm. */
const SPREAD = 0.35;

/** Share of what was seen `count` times, from 0 to 1; the rest is the model's. */
export const trustInSeen = (count: number): number => count / (count + EQUAL_COUNT);

/** A duration like one of those seen: the same call hardly ever takes the same time twice. What took no time takes none. */
export function durationLike(seen: readonly Nanoseconds[], random: Random): Nanoseconds {
  const duration = seen[random.below(seen.length)] ?? 0;
  return duration * Math.exp(SPREAD * random.normal());
}
