import type { Conditions } from '../../core/constraints/conditions.ts';
import type { CallPattern } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { type Candidate, isName, matches, mayMatch } from '../candidate.ts';

/**
 * The rules that look at calls one by one, with what generation has used up of them so far. Counts are shared by all
 * layers of a fill; what has come before is known by layer, since layers are not written in the order of the text.
 */
export class RuleState {
  readonly #conditions: Conditions;
  readonly #added: number[];
  readonly #met: boolean[];

  constructor(conditions: Conditions, above?: RuleState) {
    this.#conditions = conditions;
    this.#added = above ? above.#added : conditions.counts.map(() => 0);
    this.#met = above ? [...above.#met] : conditions.order.map((rule) => rule.met);
  }

  /** The rules for the layer below the call added last: what was met up to there is met. */
  below(): RuleState {
    return new RuleState(this.#conditions, this);
  }

  /** Whether a call may be made by `caller`, `times` times, as far as rules know it. */
  allows(caller: string, call: Candidate, times = 1): boolean {
    if (this.#conditions.forbidden.some((pattern) => matches(pattern, call))) return false;
    if (
      this.#conditions.forbiddenEdges.some(
        (edge) => isName(edge.caller, caller) && isName(edge.callee, call.service),
      )
    ) {
      return false;
    }
    if (this.#conditions.order.some((rule, index) => !this.#met[index] && matches(rule.second, call)))
      return false;
    return this.#conditions.counts.every(
      (rule, index) => !matches(rule.pattern, call) || (this.#added[index] ?? 0) + times <= rule.max,
    );
  }

  /** Whether `caller` may make this call as often as it likes: no rule forbids, counts or delays it. */
  sustains(caller: string, call: Candidate): boolean {
    if (!this.allows(caller, call)) return false;
    return this.#conditions.counts.every(
      (rule) => rule.max === Number.POSITIVE_INFINITY || !mayMatch(rule.pattern, call),
    );
  }

  add(call: Candidate, times = 1): void {
    this.#conditions.counts.forEach((rule, index) => {
      if (matches(rule.pattern, call)) this.#added[index] = (this.#added[index] ?? 0) + times;
    });
    this.#conditions.order.forEach((rule, index) => {
      if (matches(rule.first, call)) this.#met[index] = true;
    });
  }

  /** Calls that still must be added, one entry per pattern and missing call. */
  missing(): readonly CallPattern[] {
    return this.#conditions.counts.flatMap((rule, index) =>
      Array.from({ length: Math.max(0, rule.min - (this.#added[index] ?? 0)) }, () => rule.pattern),
    );
  }

  /** Inclusive limits on the duration of a call. */
  durationLimits(call: Candidate): { readonly min: Nanoseconds; readonly max: Nanoseconds } {
    let [min, max] = [0, Number.POSITIVE_INFINITY];
    for (const rule of this.#conditions.durations) {
      if (!matches(rule.pattern, call)) continue;
      min = Math.max(min, rule.min);
      max = Math.min(max, rule.max);
    }
    return { min, max };
  }
}
