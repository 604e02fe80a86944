import {
  type Attribute,
  type BrokenText,
  CALL_TYPES,
  type CallType,
  type Clause,
  type FaultRule,
  type Item,
  type LatencyRule,
  type ScenarioStatement,
  type ServiceStatement,
  type Statement,
} from './spec.ts';
import type { Literal, Value } from './value.ts';

/** Whatever may stand on a line of its own in some block. */
export type Entry =
  | Item
  | Statement
  | ServiceStatement
  | LatencyRule
  | Clause
  | ScenarioStatement
  | FaultRule;

/** A table that names every kind of `T` exactly once, so that a new kind cannot be forgotten here. */
type Kinds<T extends { readonly kind: string }> = Readonly<Record<T['kind'], true>>;

const ITEMS: Kinds<Item> = { service: true, latency: true, trace: true, scenario: true, unreadable: true };

const SERVICE_STATEMENTS: Kinds<ServiceStatement> = {
  attribute: true,
  schema: true,
  scope: true,
  dropped: true,
  unreadable: true,
};

const STATEMENTS: Kinds<Statement> = {
  call: true,
  span: true,
  par: true,
  repeat: true,
  choose: true,
  alternative: true,
  'on-error': true,
  'subtree-hole': true,
  attribute: true,
  event: true,
  throw: true,
  link: true,
  dropped: true,
  require: true,
  broken: true,
  latency: true,
  'trace-id': true,
  'trace-start': true,
  schema: true,
  scope: true,
  unreadable: true,
};

const CLAUSES: Kinds<Clause> = {
  quantity: true,
  every: true,
  some: true,
  before: true,
  count: true,
  never: true,
  include: true,
  no: true,
  rare: true,
  slow: true,
};

const SCENARIO_STATEMENTS: Kinds<ScenarioStatement> = {
  mix: true,
  period: true,
  arrivals: true,
  fault: true,
  fill: true,
  export: true,
  send: true,
  require: true,
  latency: true,
  unreadable: true,
};

const LITERALS: Kinds<Literal> = {
  duration: true,
  number: true,
  percent: true,
  rate: true,
  string: true,
  name: true,
  bytes: true,
  boolean: true,
  null: true,
  datetime: true,
};

/** Kinds whose block has no place for unreadable text: their `verbatim` is all of their text. */
const CLOSED_KINDS: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'latency',
  'fault',
  'event',
  'throw',
  'link',
]);

/** Whether the `verbatim` text of `entry` holds its block too. */
export function isClosed(entry: Entry): boolean {
  return CLOSED_KINDS.has(entry.kind);
}

export function isItem(entry: Entry): entry is Item {
  return entry.kind in ITEMS;
}

export function isServiceStatement(entry: Entry): entry is ServiceStatement {
  return entry.kind in SERVICE_STATEMENTS;
}

export function isStatement(entry: Entry): entry is Statement {
  return entry.kind in STATEMENTS;
}

export function isClause(entry: Entry): entry is Clause {
  return entry.kind in CLAUSES;
}

export function isClauseOrBroken(entry: Entry): entry is Clause | BrokenText {
  return entry.kind === 'unreadable' || isClause(entry);
}

export function isScenarioStatement(entry: Entry): entry is ScenarioStatement {
  return entry.kind in SCENARIO_STATEMENTS;
}

export function isLatencyRule(entry: Entry): entry is LatencyRule {
  return entry.kind === 'latency-rule';
}

export function isFaultRule(entry: Entry): entry is FaultRule {
  return entry.kind === 'fault-rule';
}

export function isAttribute(entry: Entry): entry is Attribute {
  return entry.kind === 'attribute';
}

export function isCallType(word: string): word is CallType {
  return (CALL_TYPES as readonly string[]).includes(word);
}

export function isLiteral(value: Value): value is Literal {
  return value.kind in LITERALS;
}
