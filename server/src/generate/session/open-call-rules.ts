import type { ValueBounds } from '../../core/constraints/value-bounds.ts';
import { type Candidate, mayMatch } from '../candidate.ts';
import { RuleState } from '../decoder/rule-state.ts';

/** What a call with an open name may turn out to be. */
export interface OpenCallRules {
  /** The same as for a call that is still to be made, and alone can meet what is asked for. */
  readonly state: RuleState;
  /** Whether the call may become this one; an operation that is not told may be any. */
  allows(caller: string, candidate: Candidate): boolean;
}

export function rulesOfOpenCall({ forbidden, required, order }: ValueBounds): OpenCallRules {
  const state = new RuleState({
    forbidden,
    forbiddenEdges: [],
    counts: required.map((pattern) => ({ pattern, min: 1, max: Number.POSITIVE_INFINITY })),
    order: order.map((rule) => ({ ...rule, met: false })),
    durations: [],
  });
  // By its operation a call may be the one that has to come first.
  const firsts = order.flatMap(({ first }) => first.operation?.value ?? []);
  return {
    state,
    allows: (caller, candidate) => {
      const named = candidate.operation === undefined ? firsts : [];
      const ways = [candidate, ...named.map((operation) => ({ ...candidate, operation }))];
      const isAllowed = ways.some((way) => state.allows(caller, way));
      return isAllowed && state.missing().every((pattern) => mayMatch(pattern, candidate));
    },
  };
}
