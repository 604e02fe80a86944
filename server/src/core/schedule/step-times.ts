import type { Call, CallType, Span, SpanKind, SubtreeHole } from '../spec/spec.ts';
import type { Value } from '../spec/value.ts';
import { isCallOrSpan, type Step } from './flat-trace.ts';
import { isWhole, shareOf } from './frame.ts';
import { add, exactly, type Interval, ONCE, product, times, ZERO } from './interval.ts';
import { allowedBy, OPEN, type Quantity, quantityOf } from './quantity.ts';

const MICROSECOND = 1e3;
const MILLISECOND = 1e6;

/** How long a call without any duration is drawn: usual orders of magnitude, no more. */
export const USUAL_DURATIONS: Readonly<Record<CallType | SpanKind, number>> = {
  http: 20 * MILLISECOND,
  rpc: 5 * MILLISECOND,
  db: 3 * MILLISECOND,
  cache: 500 * MICROSECOND,
  send: 1 * MILLISECOND,
  recv: 5 * MILLISECOND,
  call: 5 * MILLISECOND,
  in: 1 * MILLISECOND,
  server: 20 * MILLISECOND,
  client: 5 * MILLISECOND,
  producer: 1 * MILLISECOND,
  consumer: 5 * MILLISECOND,
  internal: 1 * MILLISECOND,
  unspecified: 1 * MILLISECOND,
};

const USUAL_HOLE = 10 * MILLISECOND;

/** What a call does itself besides waiting for its children, where nothing says so. */
export function selfTime(children: number): number {
  return 100 * MICROSECOND + children / 20;
}

/**
 * What is written as the duration of one repetition; `undefined` where nothing is, or no duration. An open one lies within
 * `limits`, too, where it can.
 */
export function writtenDuration(
  step: Step,
  limits: Pick<Quantity, 'min' | 'max'> = OPEN,
): Quantity | undefined {
  const value = isCallOrSpan(step) ? step.modifiers.duration : undefined;
  const said = value && quantityOf(value, 'duration');
  if (said === undefined || value?.kind !== 'hole') return said;
  const [min, max] = [Math.max(said.min, limits.min), Math.min(said.max, limits.max)];
  return min > max ? said : { ...said, min, max };
}

/** What is said of a duration, with `typical` to stand for it where nothing more is said than its bounds. */
export function withNominal(said: Quantity, typical: number): Interval {
  return { min: said.min, nominal: clamp(said.nominal ?? typical, said.min, said.max), max: said.max };
}

/** How long a step without a duration of its own lasts; `latency` is what rules say of it, `needed` what its children take. */
export function inferredDuration(step: Step, needed: Interval, leaf: boolean, latency: Quantity): Interval {
  if (step.kind === 'subtree-hole') return holeDuration(step);
  if (!isCallOrSpan(step)) return needed;
  const whole = leaf ? withNominal(latency, USUAL_DURATIONS[kindOf(step)]) : callerDuration(needed);
  const timeout = timeIn(step.modifiers.timeout);
  if (timeout === undefined) return whole;
  const max = Math.max(whole.min, Math.min(whole.max, timeout.max));
  return { min: whole.min, nominal: Math.min(whole.nominal, max), max };
}

/** Where a duration leaves room, the children narrow it: it cannot be shorter than what it waits for. */
export function stretched(written: Interval, needed: Interval): Interval {
  if (written.min === written.max || needed.min > written.max) return written;
  const min = Math.max(written.min, needed.min);
  const nominal = clamp(Math.max(written.nominal, needed.nominal), min, written.max);
  return { min, nominal, max: written.max };
}

/** A value of time as an interval; `undefined` where none is written or it is no time. */
export function timeIn(value: Value | undefined): Interval | undefined {
  const said = value && quantityOf(value, 'duration');
  if (said === undefined) return undefined;
  return {
    min: said.min,
    nominal: said.nominal ?? (Number.isFinite(said.min) ? said.min : 0),
    max: said.max,
  };
}

/** How often a step happens within one run of what encloses it, apart from chance. */
export function countOf(step: Step): Interval {
  if (step.kind === 'repeat') return repeatCount(step.count);
  const repeated = isCallOrSpan(step) ? step.modifiers.repeat : undefined;
  return repeated === undefined ? ONCE : exactly(repeated.count);
}

/** Whether a step may be absent: behind a share outside `choose`, or only on an error. */
export function isOptional(step: Step, insideChoice: boolean): boolean {
  if (step.kind === 'on-error') return true;
  return step.kind === 'alternative' && !insideChoice && !isWhole(shareOf(step));
}

/** From the start of a step to the end of its last repetition; nothing at the least where it may be absent. */
export function elapsedOf(step: Step, duration: Interval, insideChoice: boolean): Interval {
  const whole = times(withRetries(step, duration), countOf(step));
  return isOptional(step, insideChoice) ? { ...whole, min: 0 } : whole;
}

function callerDuration(needed: Interval): Interval {
  const nominal = needed.nominal + selfTime(needed.nominal);
  return { min: needed.min, nominal, max: Number.POSITIVE_INFINITY };
}

function kindOf(step: Call | Span): CallType | SpanKind {
  if (step.kind === 'span') return step.spanKind;
  return typeof step.type === 'string' ? step.type : 'call';
}

function holeDuration(hole: SubtreeHole): Interval {
  let max = Number.POSITIVE_INFINITY;
  for (const wish of hole.wishes) {
    if (wish.muted === true || wish.kind !== 'quantity' || wish.quantity !== 'duration') continue;
    max = Math.min(max, allowedBy(wish.limit, 'duration')?.max ?? max);
  }
  max = Math.max(0, max);
  return { min: 0, nominal: Math.min(USUAL_HOLE, max), max };
}

function repeatCount(value: Value): Interval {
  const said = quantityOf(value, 'count');
  if (said === undefined) return ONCE;
  const min = Math.max(0, said.min);
  return { min, nominal: Math.round(Math.max(min, said.nominal ?? 1)), max: Math.max(min, said.max) };
}

/** A call that is tried again may take that much longer; the first try may succeed. */
function withRetries(step: Step, duration: Interval): Interval {
  if (!isCallOrSpan(step) || step.modifiers.retry === undefined) return duration;
  const { count, backoff } = step.modifiers.retry;
  const tries = quantityOf(count, 'count')?.max ?? 0;
  const pause = timeIn(backoff) ?? ZERO;
  return { ...duration, max: duration.max + product(tries, add(duration, pause).max) };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
