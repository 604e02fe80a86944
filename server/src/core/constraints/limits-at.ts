import { isCallOrSpan } from '../schedule/flat-trace.ts';
import { matches } from '../schedule/pattern.ts';
import type { CallPattern, Clause, QuantityClause } from '../spec/spec.ts';
import { allowedQuantity } from './clauses.ts';
import type { Bounds } from './conditions.ts';
import type { Site } from './site.ts';

/** A limit that holds around a place. */
export interface QuantityLimit {
  readonly quantity: QuantityClause['quantity'];
  readonly allowed: Bounds;
  /** What it counts or times: the body of a step around the place, the trace, or the `...` itself. */
  readonly scope: number;
  readonly clause: Clause;
}

/** The clauses whose scope is the trace, a step around the place, or the `...` that is to be filled. */
export function clausesAround({
  context,
  around,
  holeIndex,
}: Site): readonly { clause: Clause; scope: number }[] {
  const scopes = new Set([...around, -1, holeIndex]);
  return context.clauses.filter(({ scope }) => scopes.has(scope));
}

/** All limits on quantities that calls put at the place take part in, `every` on the calls around it included. */
export function quantityLimits(site: Site): readonly QuantityLimit[] {
  return clausesAround(site).flatMap(({ clause, scope }): QuantityLimit[] => {
    if (clause.kind === 'quantity') {
      return [{ quantity: clause.quantity, allowed: allowedQuantity(clause), scope, clause }];
    }
    if (clause.kind !== 'every') return [];
    const { condition } = clause;
    const allowed = allowedQuantity(condition);
    const callers = callersMatching(site, clause.pattern, scope);
    return callers.map((caller) => ({ quantity: condition.quantity, allowed, scope: caller, clause }));
  });
}

/** The longest that one run of a scope's body may take by `limits`. */
export function longestBy(limits: readonly QuantityLimit[]): (scope: number) => number {
  const longest = new Map<number, number>();
  for (const { quantity, allowed, scope } of limits) {
    if (quantity !== 'duration') continue;
    longest.set(scope, Math.min(allowed.max, longest.get(scope) ?? Number.POSITIVE_INFINITY));
  }
  return (scope) => longest.get(scope) ?? Number.POSITIVE_INFINITY;
}

/** The calls around the place, inside `scope`, that `pattern` speaks of or may speak of once their holes are filled. */
function callersMatching(
  { context, around, holeIndex }: Site,
  pattern: CallPattern,
  scope: number,
): number[] {
  const { flat, aliases } = context;
  if (scope === holeIndex) return [];
  const inner = around.includes(scope) ? around.slice(0, around.indexOf(scope)) : around;
  return inner.filter((index) => {
    const step = flat.steps[index];
    return step !== undefined && isCallOrSpan(step) && matches(pattern, step, aliases) !== 'no';
  });
}
