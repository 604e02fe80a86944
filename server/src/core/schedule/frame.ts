import type { Step } from './flat-trace.ts';
import { type Interval, latest } from './interval.ts';
import { Lanes } from './lanes.ts';

/** The inside of a step while its children are placed; times are from the start of the call around it. */
export interface Frame {
  /** At most one child happens, as in `choose`. */
  readonly exclusive: boolean;
  /** When a child without `@` starts. */
  next(): Interval;
  /** Takes note of a child that lasts until `end`; `pinned` ones do not wait for their elder siblings. */
  place(child: Step, end: Interval, pinned: boolean): void;
  /** When everything that is waited for is over. */
  reach(): Interval;
}

/** The frame inside `step` (the whole trace where that is `undefined`), which starts at `start`. */
export function frameAt(step: Step | undefined, start: Interval): Frame {
  if (step?.kind === 'choose') return new ChoiceFrame(start);
  if (step?.kind !== 'par') return new SequenceFrame(start);
  return step.limit === undefined ? new TogetherFrame(start) : new LimitedFrame(start, step.limit);
}

class SequenceFrame implements Frame {
  readonly exclusive = false;
  #reach: Interval;

  constructor(start: Interval) {
    this.#reach = start;
  }

  next(): Interval {
    return this.#reach;
  }

  place(child: Step, end: Interval): void {
    if (!isAsync(child)) this.#reach = latest(this.#reach, end);
  }

  reach(): Interval {
    return this.#reach;
  }
}

class TogetherFrame implements Frame {
  readonly exclusive = false;
  readonly #start: Interval;
  #reach: Interval;

  constructor(start: Interval) {
    this.#start = start;
    this.#reach = start;
  }

  next(): Interval {
    return this.#start;
  }

  place(child: Step, end: Interval): void {
    if (!isAsync(child)) this.#reach = latest(this.#reach, end);
  }

  reach(): Interval {
    return this.#reach;
  }
}

/** `par N`: in text order, each to the lane that is free first. Later ends never make an earlier start, so bounds hold. */
class LimitedFrame implements Frame {
  readonly exclusive = false;
  readonly #min: Lanes;
  readonly #nominal: Lanes;
  readonly #max: Lanes;
  #reach: Interval;

  constructor(start: Interval, limit: number) {
    const lanes = Math.max(1, Math.floor(limit));
    this.#min = new Lanes(lanes, start.min);
    this.#nominal = new Lanes(lanes, start.nominal);
    this.#max = new Lanes(lanes, start.max);
    this.#reach = start;
  }

  next(): Interval {
    return { min: this.#min.next(), nominal: this.#nominal.next(), max: this.#max.next() };
  }

  place(child: Step, end: Interval, pinned: boolean): void {
    if (isAsync(child)) return;
    this.#reach = latest(this.#reach, end);
    if (pinned) return;
    this.#min.occupy(end.min);
    this.#nominal.occupy(end.nominal);
    this.#max.occupy(end.max);
  }

  reach(): Interval {
    return this.#reach;
  }
}

/** `choose`: as short as its shortest arm, as long as its longest; without any where the shares leave a rest. */
class ChoiceFrame implements Frame {
  readonly exclusive = true;
  readonly #start: Interval;
  #longest: Interval;
  #shortest = Number.POSITIVE_INFINITY;
  #share = 0;

  constructor(start: Interval) {
    this.#start = start;
    this.#longest = start;
  }

  next(): Interval {
    return this.#start;
  }

  place(child: Step, end: Interval): void {
    this.#share += shareOf(child);
    this.#longest = latest(this.#longest, end);
    this.#shortest = Math.min(this.#shortest, end.min);
  }

  reach(): Interval {
    const certain = isWhole(this.#share) && this.#shortest >= this.#start.min;
    return { ...this.#longest, min: certain ? this.#shortest : this.#start.min };
  }
}

/** The written share of an arm; 0 where it is open or none stands. */
export function shareOf(step: Step): number {
  return step.kind === 'alternative' && typeof step.probability === 'number' ? step.probability : 0;
}

/** Whether shares add up to all, rounding in their spelling forgiven (`33.3%` three times). */
export function isWhole(share: number): boolean {
  return share > 0.998;
}

function isAsync(step: Step): boolean {
  return step.kind === 'call' && step.async;
}
