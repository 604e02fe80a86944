import { isCallOrSpan } from '../../schedule/flat-trace.ts';
import { lackOf, onClause, onStep, quantityClauses } from '../findings.ts';
import { amountText, breachOf } from '../measure.ts';
import type { Finding, TraceContext, TraceRule } from '../rule.ts';
import { stepsInside } from '../totals.ts';
import { holeBounds } from '../wishes.ts';

/** `depth <= 5`: too deep is seen on the first call that lies too deep, too flat on the clause. */
export const constraintDepth: TraceRule = {
  code: 'constraint-depth',
  severity: 'error',
  check: (context) =>
    quantityClauses(context, 'depth').flatMap(({ clause, scope }): Finding[] => {
      const breach = breachOf(context, clause, scope);
      if (breach === undefined) return [];
      const actual = amountText('depth', breach.actual);
      if (breach.too === 'little') {
        return [lackOf(context, clause, `there can be no more than ${actual} here.`)];
      }
      const index = firstTooDeep(context, scope, breach.allowed);
      const why = `there are at least ${actual} of calls.`;
      return [index === undefined ? onClause(clause, why) : onStep(context, index, clause, why)];
    }),
};

function firstTooDeep({ flat }: TraceContext, scope: number, allowed: number): number | undefined {
  const around = flat.level[scope] ?? 0;
  const [from, to] = stepsInside(flat, scope);
  for (let index = from; index < to; index++) {
    const step = flat.steps[index];
    if (step === undefined) continue;
    const level = (flat.level[index] ?? 0) - around;
    const depth = step.kind === 'subtree-hole' ? level + holeBounds(step).depth.min : level;
    if (depth > allowed && (isCallOrSpan(step) || step.kind === 'subtree-hole')) return index;
  }
  return undefined;
}
