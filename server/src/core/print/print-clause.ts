import type { Clause, Limit, NeverClause, QuantityClause } from '../spec/spec.ts';
import { printEdgeEnd, printPattern } from './print-names.ts';

/** A clause of `require` or a wish of `...`. */
export function printClause(clause: Clause): string {
  switch (clause.kind) {
    case 'quantity':
      return printQuantity(clause);
    case 'every':
      return `every ${printPattern(clause.pattern)}: ${printQuantity(clause.condition)}`;
    case 'before':
      return `${printPattern(clause.first)} before ${printPattern(clause.second)}`;
    case 'count':
      return `count(${printPattern(clause.pattern)}) ${printLimit(clause.limit)}`;
    case 'never':
      return printNever(clause);
    case 'some':
    case 'include':
    case 'no':
      return `${clause.kind} ${printPattern(clause.pattern)}`;
    case 'rare':
    case 'slow':
      return clause.kind;
  }
}

function printQuantity({ quantity, limit, spelledWithin }: QuantityClause): string {
  return spelledWithin ? `within ${limit.value.text}` : `${quantity} ${printLimit(limit)}`;
}

function printLimit({ operator, value }: Limit): string {
  return operator === undefined ? value.text : `${operator} ${value.text}`;
}

function printNever({ edge, pattern }: NeverClause): string {
  if (edge === undefined) return `never ${pattern === undefined ? '*' : printPattern(pattern)}`;
  return `never ${printEdgeEnd(edge.caller)} -> ${printEdgeEnd(edge.callee)}`;
}
