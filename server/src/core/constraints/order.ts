import { matcherOf } from '../schedule/call-kinds.ts';
import { type FlatTrace, isCallOrSpan, type Step, TRACE } from '../schedule/flat-trace.ts';
import type { Aliases } from '../schedule/pattern.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { CallPattern } from '../spec/spec.ts';
import { stepsInside } from './totals.ts';
import { holeCount } from './wishes.ts';

/**
 * For each step inside `scope`: whether a call matching `first` could have started when the step starts. A body is
 * walked in text order, the branches of `par` together, those of `choose` apart; a pinned line counts by its time.
 */
export class Precedence {
  readonly #schedule: Schedule;
  readonly #flat: FlatTrace;
  readonly #scope: number;
  /** How many candidates stand before each index. */
  readonly #before: Int32Array;
  readonly #reachable: Uint8Array;
  /** The pinned steps that are, or hold, a candidate: the innermost around each. */
  readonly #pinned = new Set<number>();

  constructor(schedule: Schedule, scope: number, isCandidate: (index: number) => boolean) {
    this.#schedule = schedule;
    this.#flat = schedule.flat;
    this.#scope = scope;
    this.#before = new Int32Array(this.#flat.steps.length + 1);
    this.#reachable = new Uint8Array(this.#flat.steps.length);
    this.#count(isCandidate);
    this.#spread();
  }

  /** Whether a candidate could have started by the time the step at `index` starts. */
  canPrecede(index: number): boolean {
    if (this.#reachable[index] === 1 || this.#among(index, index + 1) > 0) return true;
    if (this.#pinned.size > MOST_PINNED) return true;
    return [...this.#pinned].some((pinned) => this.#mayStartBy(pinned, index));
  }

  /** Whether a candidate stands before a line that would be put at `index` of the steps, right inside `container`. */
  precedesPlace(container: number, index: number): boolean {
    return this.#isReachable(container, index, index);
  }

  #count(isCandidate: (index: number) => boolean): void {
    const [from, to] = stepsInside(this.#flat, this.#scope);
    /** The innermost pinned step around each, itself included. */
    const pinned = new Int32Array(to - from).fill(TRACE);
    let count = 0;
    for (let index = from; index < to; index++) {
      this.#before[index] = count;
      const parent = this.#flat.parent[index] ?? TRACE;
      const around = parent === this.#scope ? TRACE : (pinned[parent - from] ?? TRACE);
      const nearest = isPinned(this.#flat.steps[index]) ? index : around;
      pinned[index - from] = nearest;
      if (!isCandidate(index)) continue;
      count += 1;
      if (nearest !== TRACE) this.#pinned.add(nearest);
    }
    this.#before.fill(count, to);
  }

  #spread(): void {
    const [from, to] = stepsInside(this.#flat, this.#scope);
    for (let index = from; index < to; index++) {
      const parent = this.#flat.parent[index] ?? TRACE;
      const end = this.#flat.end[index] ?? index + 1;
      this.#reachable[index] = this.#isReachable(parent, index, end) ? 1 : 0;
    }
  }

  /** Whether a candidate can precede what stands from `index` up to `end` right inside `container`. */
  #isReachable(container: number, index: number, end: number): boolean {
    if (container !== this.#scope && this.#begunWith(container)) return true;
    const around = this.#flat.steps[container];
    if (around?.kind === 'choose') return false;
    const [from, to] = stepsInside(this.#flat, container);
    if (this.#among(from, index) > 0) return true;
    if (around?.kind === 'par' && this.#among(end, to) > 0) return true;
    const step = this.#flat.steps[index];
    // Asynchronous work may start long after what follows it in the text.
    return (
      end > index && step?.kind === 'call' && step.async && this.#among(end, this.#flat.steps.length) > 0
    );
  }

  /**
   * Whether what is pinned may have started by the time of another step. Their times are compared only where both are
   * given from the start of the same call: elsewhere what lies between is not certain enough.
   */
  #mayStartBy(pinned: number, index: number): boolean {
    const { end, caller } = this.#flat;
    if (pinned <= index && index < (end[pinned] ?? 0)) return false;
    let other = index;
    while (other !== TRACE && caller[other] !== caller[pinned]) other = caller[other] ?? TRACE;
    if (other === TRACE) return true;
    const latest = this.#schedule.offset[other]?.max ?? Number.POSITIVE_INFINITY;
    return (this.#schedule.offset[pinned]?.min ?? 0) <= latest;
  }

  #begunWith(container: number): boolean {
    return this.#reachable[container] === 1 || this.#among(container, container + 1) > 0;
  }

  #among(from: number, to: number): number {
    return (this.#before[to] ?? 0) - (this.#before[from] ?? 0);
  }
}

/** More pinned lines are not compared one by one: any of them might come first. */
const MOST_PINNED = 64;

function isPinned(step: Step | undefined): boolean {
  return step !== undefined && isCallOrSpan(step) && step.modifiers.at !== undefined;
}

/** Whether the step at an index is, or may turn out to be, a call that matches; of a `...`, whether it could hold one. */
export function bringersOf(
  flat: FlatTrace,
  pattern: CallPattern,
  aliases: Aliases,
): (index: number) => boolean {
  const matchAt = matcherOf(flat, pattern, aliases);
  const holes = new Set(flat.holes.filter((index) => mayHold(flat.steps[index], pattern, aliases)));
  return (index) => matchAt(index) !== 'no' || holes.has(index);
}

function mayHold(step: Step | undefined, pattern: CallPattern, aliases: Aliases): boolean {
  return step?.kind === 'subtree-hole' && holeCount(step, pattern, aliases).max > 0;
}
