import type { Diagnostic } from '../diagnostic.ts';
import type { Item } from '../spec/spec.ts';
import type { Value } from '../spec/value.ts';
import { diagnosticOf } from './reported.ts';
import type { Rule, ValueRule } from './rule.ts';
import { RULES } from './rules.ts';
import { isPlain, type PlacedValue, type SayingNode, statementsIn, valuesIn, valuesOn } from './values-in.ts';

/** What stands deeper is looked at without being remembered, and without a stack, however deep it is nested. */
const REMEMBERED_LEVELS = 50;

const known = new WeakMap<SayingNode, readonly Diagnostic[]>();

/**
 * What the rules find in the values of `item`. What a statement had that has not changed is taken over, so that an edit
 * costs what the line and those around it cost.
 */
export function checkValues(item: Item): readonly Diagnostic[] {
  return findingsIn(item, REMEMBERED_LEVELS);
}

function findingsIn(node: SayingNode, levels: number): readonly Diagnostic[] {
  if (levels === 0) return valuesIn(node).flatMap(checkValue);
  const inside = statementsIn(node);
  if (node.muted || inside.length === 0) return valuesIn(node).flatMap(checkValue);
  const found = known.get(node) ?? [
    ...valuesOn(node).flatMap(checkValue),
    ...inside.flatMap((each) => findingsIn(each, levels - 1)),
  ];
  known.set(node, found);
  return found;
}

function checkValue(placed: PlacedValue): readonly Diagnostic[] {
  if (isPlain(placed)) return NOTHING;
  return rulesReading(placed.value.kind).flatMap((rule) =>
    rule.checkValue(placed).flatMap((finding) => diagnosticOf(rule, finding)),
  );
}

const NOTHING: readonly Diagnostic[] = [];

const isValueRule = (rule: Rule): rule is ValueRule => 'checkValue' in rule;

const rulesByKind = new Map<Value['kind'], readonly ValueRule[]>();

function rulesReading(kind: Value['kind']): readonly ValueRule[] {
  const known = rulesByKind.get(kind);
  if (known !== undefined) return known;
  const rules = RULES.filter(isValueRule).filter(
    (rule) => rule.reads === undefined || rule.reads.includes(kind),
  );
  rulesByKind.set(kind, rules);
  return rules;
}
