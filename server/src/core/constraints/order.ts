import { type FlatTrace, isCallOrSpan, TRACE } from '../schedule/flat-trace.ts';
import { type Aliases, type Match, matches } from '../schedule/pattern.ts';
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
  /** The earliest start of a candidate that is pinned, or inside something pinned. */
  #pinned = Number.POSITIVE_INFINITY;

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
    return this.#pinned <= (this.#schedule.start[index]?.max ?? Number.POSITIVE_INFINITY);
  }

  /** Whether a candidate stands before a line that would be put at `index` of the steps, right inside `container`. */
  precedesPlace(container: number, index: number): boolean {
    return this.#isReachable(container, index, index);
  }

  #count(isCandidate: (index: number) => boolean): void {
    const [from, to] = stepsInside(this.#flat, this.#scope);
    const pinned = new Uint8Array(to - from);
    let count = 0;
    for (let index = from; index < to; index++) {
      this.#before[index] = count;
      const step = this.#flat.steps[index];
      const parent = this.#flat.parent[index] ?? TRACE;
      const own = step !== undefined && isCallOrSpan(step) && step.modifiers.at !== undefined;
      if (own || pinned[parent - from] === 1) pinned[index - from] = 1;
      if (!isCandidate(index)) continue;
      count += 1;
      if (pinned[index - from] === 0) continue;
      this.#pinned = Math.min(this.#pinned, this.#schedule.start[index]?.min ?? 0);
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

  #begunWith(container: number): boolean {
    return this.#reachable[container] === 1 || this.#among(container, container + 1) > 0;
  }

  #among(from: number, to: number): number {
    return (this.#before[to] ?? 0) - (this.#before[from] ?? 0);
  }
}

/** Whether the step at `index` is a call that matches; of a `...`, whether it could hold one. */
export function matchAt(flat: FlatTrace, index: number, pattern: CallPattern, aliases: Aliases): Match {
  const step = flat.steps[index];
  if (step === undefined) return 'no';
  if (step.kind === 'subtree-hole') return holeCount(step, pattern, aliases).max > 0 ? 'maybe' : 'no';
  return isCallOrSpan(step) ? matches(pattern, step, aliases) : 'no';
}
