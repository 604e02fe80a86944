import { lackOf, onClause, onStep, quantityClauses } from '../findings.ts';
import { amountText, breachOf } from '../measure.ts';
import type { Finding, TraceRule } from '../rule.ts';
import { callWeight, firstBeyond } from '../totals.ts';

/** `calls 8..40`: too many are seen on the first call that is one too many, too few on the clause. */
export const constraintCalls: TraceRule = {
  code: 'constraint-calls',
  severity: 'error',
  check: (context) =>
    quantityClauses(context, 'calls').flatMap(({ clause, scope }): Finding[] => {
      const breach = breachOf(context, clause, scope);
      if (breach === undefined) return [];
      const actual = amountText('calls', breach.actual);
      if (breach.too === 'little') {
        return [lackOf(context, clause, `there can be no more than ${actual} here.`)];
      }
      const index = firstBeyond(context.flat, scope, callWeight(context.flat), breach.allowed);
      const why = `there are at least ${actual}.`;
      return [index === undefined ? onClause(clause, why) : onStep(context, index, clause, why)];
    }),
};
