import type { Random } from '../../core/random.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { type Bucket, TIME_BUCKETS, timeBucket, timeRange } from '../codec/buckets.ts';
import { tellTime } from '../codec/layer.ts';
import { mark, timeBucketOf, timeToken } from '../codec/vocabulary.ts';
import type { Token } from '../language-model.ts';
import type { SeenDuration } from '../memory/evidence.ts';
import { durationLike, trustInSeen, usualDuration } from '../mixture/duration-mixture.ts';
import type { Writer } from './choose.ts';

/** What must hold for the times of one call. */
export interface TimeLimits {
  readonly min: Nanoseconds;
  readonly max: Nanoseconds;
  /** What the calls below it take at least, as calls go; kept to where there is the time. */
  readonly usual: Nanoseconds;
  /** Durations seen of this kind of call; its quantiles are better than the model's. */
  readonly seen: readonly SeenDuration[];
  /** Whether each call seen of this kind, of those with one ahead of them, began before that had ended. */
  readonly seenOverlaps: readonly boolean[];
  /** Made this often, one after another. */
  readonly repeat: number;
  /** What somebody else wrote of the call; kept to where the limits and the placement leave it open. */
  readonly drafted?: { readonly overlaps: boolean; readonly duration?: Nanoseconds } | undefined;
}

export interface TimesTask {
  readonly limits: readonly TimeLimits[];
  /** All calls together may take this long. */
  readonly total: Nanoseconds;
  /** How long the call takes that makes them; undefined where nobody does or that is not known. */
  readonly callers: Nanoseconds | undefined;
  /** `par`: all start together. `sequence`: one after the other. `free`: the model decides. */
  readonly placement: 'par' | 'sequence' | 'free';
  readonly random: Random;
}

export interface CallTime {
  readonly overlaps: boolean;
  readonly duration: Nanoseconds;
}

/** How what was seen is drawn from in one layer. */
interface Recall {
  readonly random: Random;
  readonly callers: Nanoseconds | undefined;
  /**
   * From 0 to 1; what was seen is taken where it is trusted more than that. One number for all calls, so that the times of a layer
   * are of one mind, and a layer that the model is asked about is read once.
   */
  readonly doubt: number;
}

/** Times of a layer whose structure and `<times>` mark stand, in order; the sum of what runs in sequence stays within `total`. */
export async function decodeTimes(writer: Writer, task: TimesTask): Promise<CallTime[]> {
  const { random, callers } = task;
  const recall = { random, callers, doubt: random.next() };
  const times: CallTime[] = [];
  const needed = neededBehind(task);
  let before = 0;
  let group = 0;
  for (const [index, limits] of task.limits.entries()) {
    const placement = index === 0 ? 'sequence' : placementOf(limits, task, task.total - before - group);
    const overlaps = await decodePlacement(writer, placement, limits, recall);
    if (!overlaps) [before, group] = [before + group, 0];
    const others = { count: task.limits.length - 1 - index, needed: needed[index] ?? 0 };
    const most = timeFor(others, task.total - before);
    const duration = await decodeDuration(writer, limits, Math.max(0, most / limits.repeat), recall);
    group = Math.max(group, duration * limits.repeat);
    times.push({ overlaps, duration });
  }
  return times;
}

/** What has no time left to follow in runs beside the call before it, where such calls were seen to. */
function placementOf(
  limits: TimeLimits,
  { placement }: TimesTask,
  left: Nanoseconds,
): TimesTask['placement'] {
  const mayRunBeside = placement === 'free' && limits.seenOverlaps.includes(true);
  return mayRunBeside && left < leastTime(limits) ? 'par' : placement;
}

function leastTime({ min, seen, repeat }: TimeLimits): Nanoseconds {
  const shortest = seen.length === 0 ? 0 : Math.min(...seen.map(({ duration }) => duration));
  return Math.max(min, shortest) * repeat;
}

/** Of the time that is left, this share is for one call where it is not known what the others need. */
const MOST_FOR_ONE = 0.6;

/** The most that a call may take of the time that is left, since others follow it. */
function timeFor(
  others: { readonly count: number; readonly needed: Nanoseconds },
  left: Nanoseconds,
): Nanoseconds {
  if (others.count === 0 || left === Number.POSITIVE_INFINITY) return left;
  return Math.max(left / (others.count + 1), left * MOST_FOR_ONE, left - others.needed);
}

/** For each call what those behind it usually need; from the end, since a sum with what is not known cannot be taken apart. */
function neededBehind({ limits, placement }: TimesTask): Nanoseconds[] {
  const needed = limits.map(() => 0);
  let sum = 0;
  for (let index = limits.length - 1; index >= 0; index--) {
    needed[index] = sum;
    const own = limits[index];
    if (own) sum += timeNeeded(own, placement);
  }
  return needed;
}

/** What a call behind others usually takes of their time: nothing where it runs beside them, all where that is not known. */
function timeNeeded(
  { min, seen, seenOverlaps, repeat }: TimeLimits,
  placement: TimesTask['placement'],
): Nanoseconds {
  const beside = seenOverlaps.filter((overlaps) => overlaps).length;
  if (placement === 'par' || (placement === 'free' && beside > seenOverlaps.length / 2)) return 0;
  return Math.max(min, usualDuration(seen, undefined) ?? Number.POSITIVE_INFINITY) * repeat;
}

async function decodePlacement(
  writer: Writer,
  placement: TimesTask['placement'],
  { drafted, seenOverlaps }: TimeLimits,
  recall: Recall,
): Promise<boolean> {
  const known =
    placement === 'free' ? (drafted?.overlaps ?? recalled(seenOverlaps, recall)) : placement === 'par';
  const open = known === undefined ? [mark.follows, mark.overlaps] : [known ? mark.overlaps : mark.follows];
  return (await writer.choose(open)) === mark.overlaps;
}

async function decodeDuration(
  writer: Writer,
  limits: TimeLimits,
  left: Nanoseconds,
  recall: Recall,
): Promise<Nanoseconds> {
  const least = Math.max(0, limits.min);
  const high = Math.max(least, Math.min(limits.max, left));
  const low = Math.max(least, Math.min(limits.usual, high));
  const within = { low, high };
  const seen = limits.seen.filter(({ duration }) => isWithin(duration, within));
  const written = limits.drafted?.duration;
  const given = isWithin(written, within) ? written : recalledDuration(seen, within, recall);
  const duration = given ?? (await askedDuration(writer, seen, within, recall.random));
  writer.write([tellTime(duration)]);
  return roundedWithin(duration, low, high);
}

function isWithin(duration: Nanoseconds | undefined, { low, high }: Bucket): boolean {
  return duration !== undefined && duration >= low && duration <= high;
}

/** One of those seen; undefined where the model is to choose. */
function recalled<T>(seen: readonly T[], { random, doubt }: Recall): T | undefined {
  return doubt < trustInSeen(seen.length) ? seen[random.below(seen.length)] : undefined;
}

function recalledDuration(
  seen: readonly SeenDuration[],
  { low, high }: Bucket,
  { random, callers, doubt }: Recall,
): Nanoseconds | undefined {
  if (doubt >= trustInSeen(seen.length)) return undefined;
  return Math.min(high, Math.max(low, durationLike(seen, callers, random)));
}

async function askedDuration(
  writer: Writer,
  seen: readonly SeenDuration[],
  { low, high }: Bucket,
  random: Random,
): Promise<Nanoseconds> {
  const bucket = timeBucketOf(await writer.ask(timeCandidates(likelyRange(seen, low, high))));
  const range = timeRange(bucket);
  const [from, to] = [Math.max(low, range.low), Math.min(high, range.high)];
  return from + (to - from) * random.next();
}

/** What was seen may vary, but not by orders of magnitude. */
const MOST_VARIATION = 2;

function likelyRange(seen: readonly SeenDuration[], low: Nanoseconds, high: Nanoseconds): Bucket {
  if (seen.length === 0) return { low, high };
  const durations = seen.map(({ duration }) => duration);
  return {
    low: Math.max(low, Math.min(...durations) / MOST_VARIATION),
    high: Math.min(high, Math.max(...durations) * MOST_VARIATION),
  };
}

function timeCandidates({ low, high }: Bucket): Token[] {
  const first = timeBucket(low);
  const last = Math.max(first, Math.min(TIME_BUCKETS - 1, timeBucket(high)));
  // Nothing takes no time at all, unless it must.
  const start = first === 0 && last > 0 ? 1 : first;
  return Array.from({ length: last - start + 1 }, (_, index) => timeToken(start + index));
}

/** Two significant digits, as a person would write it, inside the limits. */
export function roundedWithin(duration: Nanoseconds, low: Nanoseconds, high: Nanoseconds): Nanoseconds {
  if (duration < 1) return Math.round(Math.max(low, 0));
  const step = 10 ** Math.max(0, Math.floor(Math.log10(duration)) - 1);
  const near = Math.round(duration / step) * step;
  // What lies just outside when rounded is rounded inwards: an end may be infinitely far off.
  const inside = near < low ? near + step : near > high ? near - step : near;
  return inside >= low && inside <= high && inside > 0 ? inside : Math.floor(duration);
}
