import { printPattern } from '../../print/print-names.ts';
import { allowedCount } from '../clauses.ts';
import { clausesOfKind, lackOf, onClause, onStep } from '../findings.ts';
import type { Finding, TraceRule } from '../rule.ts';
import { firstBeyond, patternWeight, Totals } from '../totals.ts';

/** `count(db orders-db) == 1`: too many are seen on the first call that is one too many, too few on the clause. */
export const constraintCount: TraceRule = {
  code: 'constraint-count',
  severity: 'error',
  check: (context) =>
    clausesOfKind(context, 'count').flatMap(({ clause, scope, origin }): Finding[] => {
      if (origin === 'wish') return [];
      const weight = patternWeight(context.flat, clause.pattern, context.aliases);
      const { min, max } = new Totals(context.flat, weight).inside(scope);
      const allowed = allowedCount(clause);
      const pattern = printPattern(clause.pattern);
      const what = `\`${pattern}\``;
      if (max < allowed.min) {
        return [lackOf(context, clause, `no more than ${max} of ${what} can be here.`, `include ${pattern}`)];
      }
      if (min <= allowed.max) return [];
      const index = firstBeyond(context.flat, scope, weight, allowed.max);
      const why = `there are at least ${min} of ${what}.`;
      return [index === undefined ? onClause(clause, why) : onStep(context, index, clause, why)];
    }),
};
