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
import { partsOf } from '../spec/value-parts.ts';

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
  visitValues(item, (value, role) => found.push(...withParts({ value, role })));
  return found;
}

/** A value with the values that it is made of. */
export function withParts(placed: PlacedValue): readonly PlacedValue[] {
  const found = [placed];
  for (let index = 0; index < found.length; index++) {
    const { value } = found[index] ?? placed;
    for (const part of partsOf(value)) found.push({ value: part, role: placed.role, nested: true });
  }
  return found;
}

/** Most values are a single time where a time is meant, or the like; no rule has anything to say about those. */
export function isPlain({ kind }: Value, role: Role): boolean {
  if (role === 'attribute') return kind === 'string' || kind === 'number' || kind === 'name';
  return kind === (role === 'count' ? 'number' : 'duration');
}

/** Shows `visit` every value that stands on its own, in no particular order. */
export function visitValues(item: Item, visit: Visit): void {
  const open: Node[] = [item];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.muted === true) continue;
    say(node, visit);
    for (const child of childrenOf(node)) open.push(child);
  }
}

type Visit = (value: Value, role: Role) => void;

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

/** Shows the values that stand on the line of `node` itself. */
function say(node: Node, visit: Visit): void {
  switch (node.kind) {
    case 'call':
    case 'span':
      sayModifiers(node.modifiers, visit);
      break;
    case 'latency':
      for (const rule of node.rules) if (!rule.muted) visit(rule.value, 'duration');
      break;
    case 'attribute':
      visit(node.value, 'attribute');
      break;
    case 'repeat':
      visit(node.count, 'count');
      break;
    case 'event':
    case 'throw':
      if (node.at) visit(node.at, 'start');
      break;
    case 'quantity':
      sayLimit(node.limit, node.quantity === 'duration', visit);
      break;
    case 'every':
      sayLimit(node.condition.limit, node.condition.quantity === 'duration', visit);
      break;
    case 'count':
      sayLimit(node.limit, false, visit);
      break;
    case 'fault-rule':
      sayEffects(node, visit);
      break;
  }
}

function sayModifiers(modifiers: Modifiers, visit: Visit): void {
  const { duration, at, after, timeout, retry } = modifiers;
  if (duration) visit(duration, 'duration');
  if (at) visit(at, 'start');
  if (after) visit(after, 'time');
  if (timeout) visit(timeout, 'time');
  if (retry) visit(retry.count, 'count');
  if (retry?.backoff) visit(retry.backoff, 'time');
}

function sayLimit(limit: Limit, duration: boolean, visit: Visit): void {
  visit(limit.value, duration ? 'time' : 'count');
}

function sayEffects(rule: FaultRule, visit: Visit): void {
  for (const effect of rule.effects) {
    if (effect.kind === 'duration' && effect.value) visit(effect.value, 'duration');
  }
}
