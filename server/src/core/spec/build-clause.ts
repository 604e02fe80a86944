import { optionalText, textField } from './build-text.ts';
import { buildField, comparisonOf } from './build-value.ts';
import { type Cst, childOf, rangeOf, textOf } from './cst.ts';
import { defined } from './defined.ts';
import { isCallType } from './kinds.ts';
import type { CallPattern, Clause, Limit, NeverClause, QuantityClause } from './spec.ts';

type BuildClause = (cst: Cst, source: string) => Clause;

/** By the grammar's names: the clauses of `require` and the wishes of `...`. */
export const CLAUSES: ReadonlyMap<string, BuildClause> = new Map<string, BuildClause>([
  ['quantity_clause', buildQuantity],
  ['within', buildWithin],
  ['every_clause', buildEvery],
  [
    'some_clause',
    (cst, source) => ({ kind: 'some', range: rangeOf(cst), pattern: patternOf(cst, 'pattern', source) }),
  ],
  ['before_clause', buildBefore],
  ['count_clause', buildCount],
  ['never_clause', buildNever],
  [
    'include_clause',
    (cst, source) => ({ kind: 'include', range: rangeOf(cst), pattern: patternOf(cst, 'pattern', source) }),
  ],
  [
    'no_clause',
    (cst, source) => ({ kind: 'no', range: rangeOf(cst), pattern: patternOf(cst, 'pattern', source) }),
  ],
  ['rare_clause', (cst) => ({ kind: 'rare', range: rangeOf(cst) })],
  ['slow_clause', (cst) => ({ kind: 'slow', range: rangeOf(cst) })],
]);

function buildQuantity(cst: Cst, source: string): QuantityClause {
  const quantity = childOf(cst, 'quantity');
  const word = quantity === undefined ? '' : textOf(quantity, source);
  return {
    kind: 'quantity',
    range: rangeOf(cst),
    quantity: word === 'calls' || word === 'depth' ? word : 'duration',
    limit: limitOf(cst, source),
    spelledWithin: false,
  };
}

function buildWithin(cst: Cst, source: string): QuantityClause {
  const limit: Limit = { operator: '<=', value: buildField(cst, 'value', source) };
  return { kind: 'quantity', range: rangeOf(cst), quantity: 'duration', limit, spelledWithin: true };
}

function limitOf(cst: Cst, source: string): Limit {
  return defined({ operator: comparisonOf(cst, source), value: buildField(cst, 'value', source) });
}

function buildEvery(cst: Cst, source: string): Clause {
  const condition = childOf(cst, 'condition') ?? cst;
  return {
    kind: 'every',
    range: rangeOf(cst),
    pattern: patternOf(cst, 'pattern', source),
    condition:
      condition.type === 'within' ? buildWithin(condition, source) : buildQuantity(condition, source),
  };
}

function buildBefore(cst: Cst, source: string): Clause {
  const [first, second] = [patternOf(cst, 'first', source), patternOf(cst, 'second', source)];
  return { kind: 'before', range: rangeOf(cst), first, second };
}

function buildCount(cst: Cst, source: string): Clause {
  const pattern = patternOf(cst, 'pattern', source);
  return { kind: 'count', range: rangeOf(cst), pattern, limit: limitOf(cst, source) };
}

function buildNever(cst: Cst, source: string): NeverClause {
  const range = rangeOf(cst);
  if (childOf(cst, 'pattern') !== undefined)
    return { kind: 'never', range, pattern: patternOf(cst, 'pattern', source) };
  const edge = { caller: textField(cst, 'caller', source), callee: textField(cst, 'callee', source) };
  return { kind: 'never', range, edge };
}

/** The pattern under `field`; any call where it is missing. */
export function patternOf(cst: Cst, field: string, source: string): CallPattern {
  const node = childOf(cst, field);
  if (node === undefined) return { range: { start: cst.end, end: cst.end }, type: '*' };
  const typeNode = childOf(node, 'type');
  const word = typeNode === undefined ? '*' : textOf(typeNode, source);
  return defined({
    range: rangeOf(node),
    type: patternType(word),
    callee: optionalText(node, 'callee', source),
    operation: optionalText(node, 'operation', source),
  });
}

function patternType(word: string): CallPattern['type'] {
  return word === 'mq' || isCallType(word) ? word : '*';
}
