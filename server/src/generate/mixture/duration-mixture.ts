import { pickWeighted, type Random } from '../../core/random.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import type { SeenDuration } from '../memory/evidence.ts';
import { nearness } from './nearness.ts';

/** Seen this often, what was seen weighs as much as the model. */
const EQUAL_COUNT = 0.5;
/** Share of what was seen `count` times, from 0 to 1; the rest is the model's. */
export const trustInSeen = (count: number): number => count / (count + EQUAL_COUNT);

/** What follows is in natural logarithms of durations. How far a call lies from the only one that was seen (standard deviation). */
const SPREAD = 0.5;
const LEAST_SPREAD = 0.05;
/** Calls of callers that took about as long tell most: how far the two may be apart, and what the others keep. */
const NEAR = 0.3;
const WEIGHT_OF_OTHERS = 0.02;
/** How much of the way a call goes along with its caller, before anything was seen of that, and how much that counts. */
const GOES_ALONG = 0.3;
const WEIGHT_OF_PRIOR = 0.3;
/** It goes along no farther than with a caller that takes `e^2` times as long. */
const FARTHEST = 2;
/** Clocks that count in milliseconds give no time at all to what took less. */
const SHORTEST = 1e5;
/** Of the bandwidth of a kernel density. */
const SILVERMAN = 1.06;

/** One of the durations that were seen, as it would be under a caller that takes as long as the one at hand. */
interface Likely {
  readonly duration: Nanoseconds;
  readonly weight: number;
}

/**
 * A duration like one of those seen: the same call hardly ever takes the same time twice. Drawn from a kernel density over what
 * was seen, in which calls count most whose caller took about as long, and others are brought nearer. What took no time takes none.
 * @param callers how long the call takes that makes this one; undefined where that is not known
 */
export function durationLike(
  seen: readonly SeenDuration[],
  callers: Nanoseconds | undefined,
  random: Random,
): Nanoseconds {
  const likely = likelyDurations(seen, callers);
  const weights = likely.map(({ weight }) => weight);
  const chosen = likely[pickWeighted(random, weights)]?.duration ?? 0;
  return chosen <= 0 ? 0 : chosen * Math.exp(spreadOf(likely) * random.normal());
}

/** The median of the same; undefined where nothing was seen. */
export function usualDuration(
  seen: readonly SeenDuration[],
  callers: Nanoseconds | undefined,
): Nanoseconds | undefined {
  const likely = likelyDurations(seen, callers).sort((a, b) => a.duration - b.duration);
  let left = sum(likely, ({ weight }) => weight) / 2;
  return likely.find(({ weight }) => {
    left -= weight;
    return left < 0;
  })?.duration;
}

function likelyDurations(seen: readonly SeenDuration[], callers: Nanoseconds | undefined): Likely[] {
  const along = goesAlong(seen);
  return seen.map((each) => {
    const apart = callersApart(each, callers);
    if (apart === undefined) return { duration: each.duration, weight: WEIGHT_OF_OTHERS };
    return {
      duration: each.duration * Math.exp(along * Math.max(-FARTHEST, Math.min(FARTHEST, apart))),
      weight: WEIGHT_OF_OTHERS + nearness(apart, NEAR),
    };
  });
}

/** Undefined where either is not known. */
function callersApart(seen: SeenDuration, callers: Nanoseconds | undefined): number | undefined {
  if (seen.callers === undefined || callers === undefined) return undefined;
  return logarithm(callers) - logarithm(seen.callers);
}

const logarithm = (duration: Nanoseconds): number => Math.log(Math.max(SHORTEST, duration));

/** The slope of a call's time over its caller's, from 0 to 1: least squares, drawn to what is usual (ridge regression). */
function goesAlong(seen: readonly SeenDuration[]): number {
  const pairs = seen.flatMap(({ callers, duration }) =>
    callers === undefined ? [] : [{ callers: logarithm(callers), own: logarithm(duration) }],
  );
  const [x, y] = [mean(pairs, ({ callers }) => callers), mean(pairs, ({ own }) => own)];
  const together = sum(pairs, ({ callers, own }) => (callers - x) * (own - y));
  const apart = sum(pairs, ({ callers }) => (callers - x) ** 2);
  const slope = (WEIGHT_OF_PRIOR * GOES_ALONG + together) / (WEIGHT_OF_PRIOR + apart);
  return Math.max(0, Math.min(1, slope));
}

/** The more was seen, and the nearer to each other, the less a call lies from what was seen. */
function spreadOf(likely: readonly Likely[]): number {
  const known = likely.filter(({ duration }) => duration > 0);
  const total = sum(known, ({ weight }) => weight);
  const middle = sum(known, ({ duration, weight }) => Math.log(duration) * weight) / total;
  const variance = sum(known, ({ duration, weight }) => weight * (Math.log(duration) - middle) ** 2) / total;
  const effective = total ** 2 / sum(known, ({ weight }) => weight ** 2);
  const deviation = Math.sqrt(SPREAD ** 2 / known.length + variance);
  return Math.max(LEAST_SPREAD, SILVERMAN * deviation * effective ** -0.2);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

const mean = <T>(items: readonly T[], of: (item: T) => number): number =>
  sum(items, of) / Math.max(1, items.length);
