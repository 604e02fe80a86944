import type { BrokenText, CallPattern, Clause, NeverClause } from '../spec/spec.ts';

type Named = CallPattern | NonNullable<NeverClause['edge']>;

/** Every pattern and forbidden edge that `clauses` speak of, in text order. */
export function patternsIn(clauses: readonly (Clause | BrokenText)[]): Named[] {
  return clauses.flatMap((clause) => (clause.muted === true ? [] : patternsOf(clause)));
}

function patternsOf(clause: Clause | BrokenText): Named[] {
  switch (clause.kind) {
    case 'every':
    case 'some':
    case 'count':
    case 'include':
    case 'no':
      return [clause.pattern];
    case 'before':
      return [clause.first, clause.second];
    case 'never':
      return [clause.edge, clause.pattern].filter((named) => named !== undefined);
    default:
      return [];
  }
}
