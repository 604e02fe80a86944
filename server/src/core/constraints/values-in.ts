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

/** Every value that `node` and what is inside of it say, nested ones too, in no particular order; nothing if muted. */
export function valuesIn(node: SayingNode): readonly PlacedValue[] {
  const found: PlacedValue[] = [];
  const open: SayingNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.muted === true) continue;
    addValuesOn(next, found);
    for (const inside of statementsIn(next)) open.push(inside);
  }
  return found;
}

/** The values that stand on the line of `node` itself, nested ones too. */
export function valuesOn(node: SayingNode): readonly PlacedValue[] {
  const found: PlacedValue[] = [];
  addValuesOn(node, found);
  return found;
}

function addValuesOn(node: SayingNode, found: PlacedValue[]): void {
  visitLine(node, (value, role) => addParts({ value, role }, found));
}

/** A value with the values that it is made of. */
function addParts(placed: PlacedValue, found: PlacedValue[]): void {
  const { role } = placed;
  const open = [placed];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    for (const value of partsOf(next.value)) open.push({ value, role, nested: true });
  }
}

/** Most values are a single time where a time is meant, or the like; no rule has anything to say about those. */
export function isPlain({ value: { kind }, role }: PlacedValue): boolean {
  if (role === 'attribute') return kind === 'string' || kind === 'number' || kind === 'name';
  return kind === (role === 'count' ? 'number' : 'duration');
}

type Visit = (value: Value, role: Role) => void;

/** What may say values. */
export type SayingNode = Item | Statement | ScenarioStatement | Clause | FaultRule;

/** The statements right inside `node`. */
export function statementsIn(node: SayingNode): readonly SayingNode[] {
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

/** Shows `visit` the values that stand on the line of `node` itself. */
function visitLine(node: SayingNode, visit: Visit): void {
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
