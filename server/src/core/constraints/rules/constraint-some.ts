import { printPattern } from '../../print/print-names.ts';
import { clausesOfKind, lackOf } from '../findings.ts';
import type { Finding, TraceRule } from '../rule.ts';
import { patternWeight, Totals } from '../totals.ts';

/** `some rpc stock`: nothing matches, and nothing that is open could. */
export const constraintSome: TraceRule = {
  code: 'constraint-some',
  severity: 'error',
  check: (context) =>
    clausesOfKind(context, 'some', 'include').flatMap(({ clause, scope, origin }): Finding[] => {
      if (origin === 'wish') return [];
      const totals = new Totals(context.flat, patternWeight(context.flat, clause.pattern, context.aliases));
      if (totals.inside(scope).max >= 1) return [];
      const why = 'no call matches, and nothing that is open could.';
      return [lackOf(context, clause, why, `include ${printPattern(clause.pattern)}`)];
    }),
};
