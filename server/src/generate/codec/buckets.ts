import type { Nanoseconds } from '../../core/spec/value.ts';

/** A step of a scale: what the model sees of a quantity. */
export interface Bucket {
  readonly low: number;
  /** Inclusive for counts, exclusive for times. */
  readonly high: number;
}

/** Time buckets a decade: neighbours differ by a third, well inside the factor of 2 that a duration is judged by. */
const TIMES_A_DECADE = 8;
/** From 1 µs to 1,000 s. */
const TIME_DECADES = 9;
const SHORTEST = 1_000;

/** Bucket 0 holds what is below 1 µs, so recorded as no time at all. */
export const TIME_BUCKETS = 1 + TIMES_A_DECADE * TIME_DECADES;

export function timeBucket(duration: Nanoseconds): number {
  if (duration < SHORTEST) return 0;
  const step = Math.floor(Math.log10(duration / SHORTEST) * TIMES_A_DECADE + 1e-9);
  return Math.min(1 + step, TIME_BUCKETS - 1);
}

/** `[low, high)` in nanoseconds. */
export function timeRange(bucket: number): Bucket {
  if (bucket === 0) return { low: 0, high: SHORTEST };
  const edge = (step: number) => SHORTEST * 10 ** (step / TIMES_A_DECADE);
  return { low: edge(bucket - 1), high: edge(bucket) };
}

/**
 * The bucket that stands for all of its part of a decade, where a time is told and not asked for. No time at all stays that.
 * @param parts into which a decade falls; a divisor of 8
 */
export function coarseTimeBucket(duration: Nanoseconds, parts: number): number {
  const bucket = timeBucket(duration);
  if (bucket === 0) return bucket;
  const width = TIMES_A_DECADE / parts;
  return bucket - ((bucket - 1) % width) + Math.floor(width / 2);
}

/** Counts are exact below 32, then in steps of about a quarter. */
const COUNT_EDGES: readonly number[] = [
  ...Array.from({ length: 33 }, (_, count) => count),
  40,
  50,
  64,
  80,
  100,
  128,
  160,
  200,
  256,
  512,
  1024,
];

export const COUNT_BUCKETS = COUNT_EDGES.length;

export function countBucket(count: number): number {
  if (count <= 32) return Math.max(0, Math.floor(count));
  const above = COUNT_EDGES.findIndex((edge) => edge > count);
  return above === -1 ? COUNT_BUCKETS - 1 : above - 1;
}

/** `[low, high]`, both inclusive; the last is open upwards. */
export function countRange(bucket: number): Bucket {
  const low = COUNT_EDGES[bucket] ?? 0;
  const next = COUNT_EDGES[bucket + 1];
  return { low, high: next === undefined ? Number.POSITIVE_INFINITY : next - 1 };
}

/** Depths beyond the last bucket share it. */
export const DEPTH_BUCKETS = 16;

export function depthBucket(depth: number): number {
  return Math.min(Math.max(0, depth), DEPTH_BUCKETS - 1);
}

/** Repeats are exact to 32: a loop of 14 is one of 14. */
const REPEATS: readonly number[] = [
  ...Array.from({ length: 32 }, (_, index) => index + 1),
  48,
  64,
  100,
  200,
  500,
  1000,
];

export const REPEAT_BUCKETS = REPEATS.length;

/** The bucket whose number of repeats is nearest below. */
export function repeatBucket(repeat: number): number {
  const above = REPEATS.findIndex((edge) => edge > repeat);
  return above === -1 ? REPEAT_BUCKETS - 1 : Math.max(0, above - 1);
}

export function repeatCount(bucket: number): number {
  return REPEATS[bucket] ?? 1;
}
