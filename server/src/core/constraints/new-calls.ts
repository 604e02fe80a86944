import type { CallPattern, Clause } from '../spec/spec.ts';
import { allowedQuantity } from './clauses.ts';
import { NO_QUOTA, type Quota } from './quota.ts';

/** What `every PATTERN: calls …` and `every PATTERN: depth …` mean for calls that are not there yet. */
export interface NewCallLimits {
  readonly calls: Quota;
  readonly depth: Quota;
  readonly forbidden: readonly CallPattern[];
}

/**
 * Conditions speak of all added calls together, so the limits on each of them are rounded to the safe side: a subtree
 * that is small enough as a whole is so below each call, and a call that must make others is not added at all.
 */
export function limitsOnNewCalls(clauses: readonly Clause[]): NewCallLimits {
  let [calls, depth] = [NO_QUOTA, NO_QUOTA];
  const forbidden: CallPattern[] = [];
  for (const clause of clauses) {
    if (clause.kind !== 'every' || clause.condition.quantity === 'duration') continue;
    const { min, max } = allowedQuantity(clause.condition);
    if (min > 0 || max < 0) forbidden.push(clause.pattern);
    const most = { min: 0, max: Math.max(0, max + 1), maxBy: clause };
    if (clause.condition.quantity === 'calls' && most.max < calls.max) calls = most;
    if (clause.condition.quantity === 'depth' && most.max < depth.max) depth = most;
  }
  return { calls, depth, forbidden };
}
