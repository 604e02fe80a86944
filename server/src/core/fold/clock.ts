import type { Problems } from './problems.ts';
import { bySkewedClock, type Interval } from './skew.ts';
import type { RecordedSpan } from './span.ts';
import type { SpanNode } from './span-tree.ts';

export interface Timeline {
  readonly of: (node: SpanNode) => Interval;
  /** When the trace started, in nanoseconds since 1970. */
  readonly start: bigint;
  /** Times were rounded to microseconds. */
  readonly rounded: boolean;
}

const MICROSECOND = 1000;
const MILLISECOND = 1_000_000;

/** Offsets are kept to half the range in which integers are exact, so that their differences are too. */
const FARTHEST = BigInt(Math.floor(Number.MAX_SAFE_INTEGER / 2));

/**
 * The times of a trace, in a resolution that people read: microseconds, nanoseconds where the trace is shorter than a
 * millisecond. Starts and ends are rounded, not durations, so that what lay inside its parent still does.
 */
export function timelineOf(
  roots: readonly SpanNode[],
  spans: readonly RecordedSpan[],
  problems: Problems,
): Timeline {
  const start = earliest(roots.map(({ span }) => span.start));
  const offset = (time: bigint) => toOffset(time - start);
  for (const { start: from, end } of spans)
    if (isTooFar(from - start) || isTooFar(end - start)) problems.count('too-far');
  const inMicroseconds = spans.every(({ start: from, end }) => from % 1000n === 0n && end % 1000n === 0n);
  const isShort = spans.every(({ end }) => end - start < BigInt(MILLISECOND));
  const resolution = inMicroseconds || !isShort ? MICROSECOND : 1;
  const corrected = bySkewedClock(roots, offset, inMicroseconds ? ROUNDING_ERROR : 0);
  return {
    of: (node) => round(corrected.get(node) ?? NEVER, resolution),
    start,
    rounded: !inMicroseconds && resolution > 1,
  };
}

function earliest(times: readonly bigint[]): bigint {
  let first = times[0] ?? 0n;
  for (const time of times) if (time < first) first = time;
  return first;
}

/** Start and duration cut off to microseconds each can make a child seem to end this much after its parent. */
const ROUNDING_ERROR = 2 * MICROSECOND;

const NEVER: Interval = { start: 0, end: 0, skew: 0 };

function round({ start, end, skew }: Interval, resolution: number): Interval {
  const toGrid = (time: number) => Math.round(time / resolution) * resolution;
  return { start: toGrid(start), end: toGrid(end), skew: toGrid(skew) };
}

function toOffset(difference: bigint): number {
  if (!isTooFar(difference)) return Number(difference);
  return Number(difference > 0n ? FARTHEST : -FARTHEST);
}

const isTooFar = (difference: bigint) => difference > FARTHEST || difference < -FARTHEST;
