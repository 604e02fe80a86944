import type {
  Clause,
  FaultRule,
  Item,
  Limit,
  Modifiers,
  ScenarioStatement,
  Statement,
} from '../spec/spec.ts';
import type { Value } from '../spec/value.ts';

/** What a value is used as, which decides the units it may have. */
export type Role = 'duration' | 'start' | 'time' | 'count' | 'attribute';

export interface PlacedValue {
  readonly value: Value;
  readonly role: Role;
  /** Part of another value, such as an arm of a choice. */
  readonly nested?: true;
}

/** Every value that `item` says, nested ones too, in no particular order; muted statements are left out. */
export function valuesIn(item: Item): readonly PlacedValue[] {
  const found: PlacedValue[] = [];
  const open: Node[] = [item];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.muted === true) continue;
    say(node, found);
    for (const child of childrenOf(node)) open.push(child);
  }
  return nested(found);
}

type Node = Item | Statement | ScenarioStatement | Clause | FaultRule;

/** The statements right inside `node`. */
function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'latency':
    case 'fault':
      return node.kind === 'fault' ? node.rules : [];
    case 'subtree-hole':
      return node.wishes;
    case 'require':
      return node.clauses;
    case 'event':
    case 'throw':
    case 'link':
      return node.attributes;
    default:
      return 'body' in node ? node.body : [];
  }
}

/** Adds the values that stand on the line of `node` itself. */
function say(node: Node, found: PlacedValue[]): void {
  switch (node.kind) {
    case 'call':
    case 'span':
      sayModifiers(node.modifiers, found);
      break;
    case 'latency':
      for (const rule of node.rules) if (!rule.muted) found.push({ value: rule.value, role: 'duration' });
      break;
    case 'attribute':
      found.push({ value: node.value, role: 'attribute' });
      break;
    case 'repeat':
      found.push({ value: node.count, role: 'count' });
      break;
    case 'event':
    case 'throw':
      if (node.at) found.push({ value: node.at, role: 'start' });
      break;
    case 'quantity':
      sayLimit(node.limit, node.quantity === 'duration', found);
      break;
    case 'every':
      sayLimit(node.condition.limit, node.condition.quantity === 'duration', found);
      break;
    case 'count':
      sayLimit(node.limit, false, found);
      break;
    case 'fault-rule':
      sayEffects(node, found);
      break;
  }
}

function sayModifiers(modifiers: Modifiers, found: PlacedValue[]): void {
  const { duration, at, after, timeout, retry } = modifiers;
  if (duration) found.push({ value: duration, role: 'duration' });
  if (at) found.push({ value: at, role: 'start' });
  if (after) found.push({ value: after, role: 'time' });
  if (timeout) found.push({ value: timeout, role: 'time' });
  if (retry) found.push({ value: retry.count, role: 'count' });
  if (retry?.backoff) found.push({ value: retry.backoff, role: 'time' });
}

function sayLimit(limit: Limit, duration: boolean, found: PlacedValue[]): void {
  found.push({ value: limit.value, role: duration ? 'time' : 'count' });
}

function sayEffects(rule: FaultRule, found: PlacedValue[]): void {
  for (const effect of rule.effects) {
    if (effect.kind === 'duration' && effect.value) found.push({ value: effect.value, role: 'duration' });
  }
}

/** Adds what stands inside bounds, choices, arrays and maps. */
function nested(values: PlacedValue[]): readonly PlacedValue[] {
  for (let index = 0; index < values.length; index++) {
    const placed = values[index];
    if (placed === undefined) continue;
    for (const value of partsOf(placed.value)) values.push({ value, role: placed.role, nested: true });
  }
  return values;
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'hole':
      return value.bound ? [value.bound.value] : [];
    case 'law':
    case 'choice':
      return value.arms.map((arm) => arm.value);
    case 'array':
      return value.items;
    case 'map':
      return value.entries.map((entry) => entry.value);
    default:
      return [];
  }
}
