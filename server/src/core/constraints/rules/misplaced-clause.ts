import { printClause } from '../../print/print-clause.ts';
import type { Finding, TraceRule } from '../rule.ts';

/** `rare` and `slow` are wishes about what is still open; about what is written they say nothing that could be checked. */
export const misplacedClause: TraceRule = {
  code: 'misplaced-clause',
  severity: 'warning',
  check: ({ clauses }) =>
    clauses.flatMap(({ clause, origin }): Finding[] => {
      if (origin !== 'require' || (clause.kind !== 'rare' && clause.kind !== 'slow')) return [];
      const message = `\`${printClause(clause)}\` is a wish for \`...\` and says nothing in \`require\`.`;
      return [{ range: clause.range, message }];
    }),
};
