import type { Call, LatencyRule, Span, TraceItem } from '../spec/spec.ts';
import type { Nanoseconds } from '../spec/value.ts';
import { type FlatTrace, flattenTrace, isCallOrSpan, type Step, TRACE } from './flat-trace.ts';
import { type Frame, frameAt } from './frame.ts';
import { add, type Interval, minus, ZERO } from './interval.ts';
import { LatencyScopes } from './latency.ts';
import { type Aliases, NO_ALIASES } from './pattern.ts';
import { OPEN } from './quantity.ts';
import {
  elapsedOf,
  inferredDuration,
  stretched,
  timeIn,
  withNominal,
  writtenDuration,
} from './step-times.ts';

/**
 * When each step of a trace happens: nominal times for pictures, bounds for rules. Arrays go by the index of a step in
 * `flat.steps`; times are nanoseconds from the trace's start.
 */
export interface Schedule {
  readonly flat: FlatTrace;
  readonly start: readonly Interval[];
  /** After the last repetition; never before `start` nominally. */
  readonly end: readonly Interval[];
  /** From the caller's start. */
  readonly offset: readonly Interval[];
  /** Of one repetition of a call or span; of a group, from its start to its end. */
  readonly duration: readonly Interval[];
  /** From the step's start until the last thing it waits for is over: what its children need, one repetition. */
  readonly needed: readonly Interval[];
  /** What is written as the duration, before children are looked at; `undefined` where nothing is. */
  readonly written: readonly (Interval | undefined)[];
  /** 1 where start and duration are both written, so that nothing is estimated. */
  readonly exact: Uint8Array;
  /** What the caller of the trace waits for: from 0 to the end of the last call that is not `async`. */
  readonly response: Interval;
  /** Nominal, from the first start to the last end, `async` work included. */
  readonly firstStart: Nanoseconds;
  readonly lastEnd: Nanoseconds;
}

/** What may become of durations that are open, by the index of the step: less than their holes say. */
export type OpenTimes = ReadonlyMap<number, { readonly min: Nanoseconds; readonly max: Nanoseconds }>;

const NOTHING_KNOWN: OpenTimes = new Map();

/**
 * Places every step of `trace`: after its elder sibling, together with it inside `par`, or where `@` pins it. A call
 * without a duration lasts as long as its children and a little more, a leaf as `latencyRules` say, else as is usual
 * for its type. Takes time linear in the number of steps (times the logarithm of a `par` limit).
 */
export function scheduleTrace(
  trace: TraceItem,
  latencyRules: readonly LatencyRule[],
  aliases: Aliases = NO_ALIASES,
  openTimes: OpenTimes = NOTHING_KNOWN,
): Schedule {
  return new Scheduler(flattenTrace(trace), latencyRules, aliases, openTimes).run();
}

class Scheduler {
  readonly #flat: FlatTrace;
  readonly #latency: LatencyScopes;
  readonly #openTimes: OpenTimes;
  readonly #root: Frame;
  readonly #frames: (Frame | undefined)[];
  readonly #offset: Interval[];
  readonly #duration: Interval[];
  readonly #elapsed: Interval[];
  readonly #needed: Interval[];
  readonly #written: (Interval | undefined)[];
  readonly #exact: Uint8Array;

  constructor(flat: FlatTrace, latencyRules: readonly LatencyRule[], aliases: Aliases, openTimes: OpenTimes) {
    this.#flat = flat;
    this.#openTimes = openTimes;
    this.#latency = new LatencyScopes(flat, latencyRules, aliases);
    this.#root = frameAt(undefined, ZERO);
    const size = flat.steps.length;
    this.#frames = new Array<Frame | undefined>(size).fill(undefined);
    this.#written = new Array<Interval | undefined>(size).fill(undefined);
    [this.#offset, this.#duration, this.#elapsed, this.#needed] = [
      zeros(size),
      zeros(size),
      zeros(size),
      zeros(size),
    ];
    this.#exact = new Uint8Array(size);
  }

  run(): Schedule {
    const { steps } = this.#flat;
    const open: number[] = [];
    for (let index = 0; index <= steps.length; index++) {
      this.#closeUntil(index, open);
      if (index === steps.length) break;
      this.#enter(index);
      open.push(index);
    }
    return this.#result();
  }

  #closeUntil(index: number, open: number[]): void {
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      if ((this.#flat.end[last] ?? 0) > index) return;
      open.pop();
      this.#leave(last);
    }
  }

  #frameAround(index: number): Frame {
    const parent = this.#flat.parent[index] ?? TRACE;
    return parent === TRACE ? this.#root : (this.#frames[parent] ?? this.#root);
  }

  #enter(index: number): void {
    const step = this.#flat.steps[index];
    if (step === undefined) return;
    const around = this.#frameAround(index);
    const start = isCallOrSpan(step) ? startOf(step, around.next()) : around.next();
    this.#offset[index] = start;
    if (!this.#isLeaf(index)) this.#frames[index] = frameAt(step, isCallOrSpan(step) ? ZERO : start);
  }

  #leave(index: number): void {
    const step = this.#flat.steps[index];
    const start = this.#offset[index];
    if (step === undefined || start === undefined) return;
    const reach = this.#frames[index]?.reach();
    const needed = reach === undefined ? ZERO : isCallOrSpan(step) ? reach : minus(reach, start);
    const said = writtenDuration(step, this.#openTimes.get(index));
    const inferred = said?.nominal === undefined ? this.#inferred(index, step, needed) : ZERO;
    const written = said && withNominal(said, inferred.nominal);
    const duration = written === undefined ? inferred : stretched(written, needed);
    this.#needed[index] = needed;
    this.#duration[index] = duration;
    this.#written[index] = written;
    const elapsed = elapsedOf(step, duration, this.#frameAround(index).exclusive);
    this.#elapsed[index] = elapsed;
    const pinned = isCallOrSpan(step) && step.modifiers.at !== undefined;
    this.#exact[index] = pinned && written !== undefined && written.min === written.max ? 1 : 0;
    this.#frameAround(index).place(step, add(start, elapsed), pinned);
  }

  #isLeaf(index: number): boolean {
    return this.#flat.end[index] === index + 1;
  }

  #inferred(index: number, step: Step, needed: Interval): Interval {
    const leaf = this.#isLeaf(index);
    const latency = leaf && isCallOrSpan(step) ? this.#latency.find(index, step) : undefined;
    return inferredDuration(step, needed, leaf, latency ?? OPEN);
  }

  #result(): Schedule {
    const size = this.#flat.steps.length;
    const [start, end] = [zeros(size), zeros(size)];
    let firstStart = Number.POSITIVE_INFINITY;
    let lastEnd = 0;
    for (let index = 0; index < size; index++) {
      const around = this.#flat.caller[index] ?? TRACE;
      const caller = around === TRACE ? ZERO : (start[around] ?? ZERO);
      const begun = add(caller, this.#offset[index] ?? ZERO);
      const over = add(begun, this.#elapsed[index] ?? ZERO);
      start[index] = begun;
      end[index] = over.nominal < begun.nominal ? { ...over, nominal: begun.nominal } : over;
      firstStart = Math.min(firstStart, begun.nominal);
      lastEnd = Math.max(lastEnd, over.nominal);
    }
    return {
      flat: this.#flat,
      start,
      end,
      offset: this.#offset,
      duration: this.#duration,
      needed: this.#needed,
      written: this.#written,
      exact: this.#exact,
      response: this.#root.reach(),
      firstStart: Number.isFinite(firstStart) ? firstStart : 0,
      lastEnd,
    };
  }
}

/** Filled from the start, so that setting them out of order leaves no gaps, which would make them slow. */
function zeros(size: number): Interval[] {
  return new Array<Interval>(size).fill(ZERO);
}

/** Where a line starts that would start at `next` if it said nothing about it. */
function startOf(step: Call | Span, next: Interval): Interval {
  const { at, after } = step.modifiers;
  if (at?.kind === 'hole' && at.bound === undefined) {
    return { min: 0, nominal: next.nominal, max: Number.POSITIVE_INFINITY };
  }
  const gap = timeIn(after);
  return timeIn(at) ?? (gap === undefined ? next : add(next, gap));
}
