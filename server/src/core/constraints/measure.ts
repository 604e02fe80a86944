import { TRACE } from '../schedule/flat-trace.ts';
import type { QuantityClause } from '../spec/spec.ts';
import { allowedQuantity } from './clauses.ts';
import type { Bounds } from './conditions.ts';
import { countText, durationText } from './describe.ts';
import type { TraceContext } from './rule.ts';

/** How little and how much of a quantity there can be in the body of the step at `scope`, or in the trace. */
export function measured(
  { schedule, calls, levels }: TraceContext,
  quantity: QuantityClause['quantity'],
  scope: number,
): Bounds {
  if (quantity === 'calls') return calls().inside(scope);
  if (quantity === 'depth') return levels().inside(scope);
  return scope === TRACE ? schedule.response : (schedule.duration[scope] ?? schedule.response);
}

/** What no trace can keep of a quantity's limits: even the least is too much, or even the most too little. */
export interface Breach {
  readonly too: 'much' | 'little';
  /** The amount that comes nearest to what is allowed. */
  readonly actual: number;
  /** The end of the limits that it misses. */
  readonly allowed: number;
}

export function breachOf(context: TraceContext, clause: QuantityClause, scope: number): Breach | undefined {
  const allowed = allowedQuantity(clause);
  const { min, max } = measured(context, clause.quantity, scope);
  if (min > allowed.max) return { too: 'much', actual: min, allowed: allowed.max };
  return max < allowed.min ? { too: 'little', actual: max, allowed: allowed.min } : undefined;
}

/** An amount of a quantity for reading. */
export function amountText(quantity: QuantityClause['quantity'], amount: number): string {
  if (quantity === 'duration') return durationText(amount);
  return countText(amount, quantity === 'calls' ? 'call' : 'level');
}
