import type { Conditions } from '../../core/constraints/conditions.ts';
import { covers, NO_ALIASES } from '../../core/schedule/pattern.ts';
import type { CallPattern } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { type Candidate, isName, matches, mayMatch } from '../candidate.ts';

/** The conditions that look at calls one by one. */
type CallConditions = Pick<Conditions, 'forbidden' | 'forbiddenEdges' | 'counts' | 'order' | 'durations'>;

/**
 * The rules that look at calls one by one, with what generation has used up of them so far. Counts are shared by all
 * layers of a fill; what has come before is known by layer, since layers are not written in the order of the text.
 */
export class RuleState {
  readonly #conditions: CallConditions;
  readonly #added: number[];
  readonly #met: boolean[];
  /** Of the counts. */
  readonly #specificFirst: readonly number[];
  /** Calls that are to be made in this layer, whatever the conditions say. */
  #owed: readonly CallPattern[];

  constructor(conditions: CallConditions, above?: RuleState, owed: readonly CallPattern[] = []) {
    this.#conditions = conditions;
    this.#added = above ? above.#added : conditions.counts.map(() => 0);
    this.#specificFirst = above ? above.#specificFirst : specificFirst(conditions.counts);
    this.#met = above ? [...above.#met] : conditions.order.map((rule) => rule.met);
    this.#owed = owed;
  }

  /** The rules for the layer below the call added last: what was met up to there is met. */
  below(): RuleState {
    return new RuleState(this.#conditions, this);
  }

  /** The same for a layer that must make these calls, too. */
  owing(calls: readonly CallPattern[]): RuleState {
    return calls.length === 0 ? this : new RuleState(this.#conditions, this, calls);
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
    if (this.#conditions.order.some((rule, index) => !this.#met[index] && waitsFor(rule, call))) return false;
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
    this.#owed = this.#owed.filter((pattern) => !matches(pattern, call));
  }

  /** Calls that must still be made in this layer, whatever the conditions say. */
  owed(): readonly CallPattern[] {
    return this.#owed;
  }

  /** Calls that still must be added, one entry per pattern and missing call; a call that meets two rules stands once. */
  missing(): readonly CallPattern[] {
    const { counts } = this.#conditions;
    const needed = new Map<number, number>();
    for (const index of this.#specificFirst) {
      const open = (counts[index]?.min ?? 0) - (this.#added[index] ?? 0);
      const metWith = [...needed].filter(([other]) => isMetWith(counts, index, other));
      const others = metWith.reduce((sum, [, count]) => sum + count, 0);
      needed.set(index, Math.max(0, open - others));
    }
    const missing: readonly CallPattern[] = counts.flatMap(({ pattern }, index) =>
      Array.from({ length: needed.get(index) ?? 0 }, () => pattern),
    );
    return this.#conditions.order.reduce<readonly CallPattern[]>(
      (all, rule, index) => (this.#met[index] ? all : withFirst(all, rule)),
      [...this.#owed, ...missing],
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

/** A call that is of the first kind itself, too, begins with it. */
function waitsFor({ first, second }: Conditions['order'][number], call: Candidate): boolean {
  return matches(second, call) && !matches(first, call);
}

/** The missing calls with the one that must come ahead of them; one of them may be that one. */
function withFirst(
  missing: readonly CallPattern[],
  { first, second }: Conditions['order'][number],
): readonly CallPattern[] {
  const isFirst = (pattern: CallPattern) => covers(first, pattern, NO_ALIASES);
  const waits = missing.some((pattern) => covers(second, pattern, NO_ALIASES) && !isFirst(pattern));
  if (!waits || missing.some(isFirst)) return missing;
  const wider = missing.findIndex((pattern) => covers(pattern, first, NO_ALIASES));
  return [first, ...missing.filter((_, index) => index !== wider)];
}

/** Whether each call that meets the other rule meets this one too; of two equal rules, the first speaks for both. */
function isMetWith(counts: Conditions['counts'], index: number, other: number): boolean {
  const [one, two] = [counts[index], counts[other]];
  if (index === other || !one || !two || !covers(one.pattern, two.pattern, NO_ALIASES)) return false;
  return other < index || !covers(two.pattern, one.pattern, NO_ALIASES);
}

/** Rules that others are met with stand behind those. */
function specificFirst(counts: Conditions['counts']): readonly number[] {
  const others = counts.map(
    (_, index) => counts.filter((_rule, other) => isMetWith(counts, index, other)).length,
  );
  return counts.map((_, index) => index).sort((a, b) => (others[a] ?? 0) - (others[b] ?? 0));
}
