/**
 * What the extension and the preview say to each other. Both sides check what arrives with the guards below: a message
 * that does not fit is ignored. Shapes repeat those of the server's picture, because this room knows neither side.
 */
export type HostMessage =
  /** The picture of one version of the document. */
  | (Subject & { readonly type: 'show'; readonly traces: readonly Trace[]; readonly syntaxErrors: number })
  /** There is no picture of this version: the server does not answer. */
  | (Subject & { readonly type: 'unavailable' })
  /** The editor's cursor, as a UTF-16 offset into that version. */
  | (Subject & { readonly type: 'cursor'; readonly offset: number });

export type ViewMessage =
  /** The view runs and waits for its first picture. */
  | { readonly type: 'ready' }
  /** Show the text at `offset`; `focus` moves the keyboard there too. */
  | (Subject & { readonly type: 'reveal'; readonly offset: number; readonly focus: boolean });

/** The document, and the version of it, that a message is about. */
export interface Subject {
  readonly uri: string;
  readonly version: number;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Times are nanoseconds from the start of the trace. */
export interface Trace {
  readonly id: string;
  readonly name: string;
  readonly range: Range;
  readonly duration: number;
  readonly rows: readonly Row[];
  readonly graph: Graph;
}

export interface Row {
  readonly id: string;
  /** Index of the row above it in the tree, or -1. */
  readonly parent: number;
  readonly depth: number;
  /** Number of rows below it, all levels; they follow it. */
  readonly descendants: number;
  readonly kind: string;
  readonly type: string;
  readonly service: string;
  readonly operation: string;
  readonly holes: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly estimated: boolean;
  readonly written: boolean;
  readonly status: string;
  readonly async: boolean;
  readonly probability: number;
  readonly repeat: number;
  readonly range: Range;
  readonly color: number;
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly id: string;
  readonly service: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: number;
  readonly calls: number;
  readonly violations: number;
  readonly rows: readonly number[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly count: number;
  readonly error: boolean;
  readonly points: readonly (readonly [number, number])[];
}

export function isHostMessage(value: unknown): value is HostMessage {
  return (
    isSubject({ type: isString })(value) &&
    (isSubject({ type: is('show'), traces: listOf(isTrace), syntaxErrors: isNumber })(value) ||
      isSubject({ type: is('unavailable') })(value) ||
      isSubject({ type: is('cursor'), offset: isNumber })(value))
  );
}

export function isViewMessage(value: unknown): value is ViewMessage {
  return (
    shape({ type: is('ready') })(value) ||
    isSubject({ type: is('reveal'), offset: isNumber, focus: isBoolean })(value)
  );
}

type Check = (value: unknown) => boolean;

function shape(members: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(members);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, check]) => check(Reflect.get(value, name)));
}

function isSubject(members: Readonly<Record<string, Check>>): Check {
  return shape({ uri: isString, version: isNumber, ...members });
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function is(expected: string): Check {
  return (value) => value === expected;
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

const isRange = shape({ start: isNumber, end: isNumber });

const isRow = shape({
  id: isString,
  parent: isNumber,
  depth: isNumber,
  descendants: isNumber,
  kind: isString,
  type: isString,
  service: isString,
  operation: isString,
  holes: listOf(isString),
  start: isNumber,
  end: isNumber,
  estimated: isBoolean,
  written: isBoolean,
  status: isString,
  async: isBoolean,
  probability: isNumber,
  repeat: isNumber,
  range: isRange,
  color: isNumber,
  violations: listOf(shape({ code: isString, severity: isString, message: isString })),
});

const isPoint: Check = (value) => listOf(isNumber)(value) && Array.isArray(value) && value.length === 2;

const isGraph = shape({
  width: isNumber,
  height: isNumber,
  nodes: listOf(
    shape({
      id: isString,
      service: isString,
      kind: isString,
      x: isNumber,
      y: isNumber,
      width: isNumber,
      height: isNumber,
      color: isNumber,
      calls: isNumber,
      violations: isNumber,
      rows: listOf(isNumber),
    }),
  ),
  edges: listOf(
    shape({
      from: isString,
      to: isString,
      type: isString,
      count: isNumber,
      error: isBoolean,
      points: listOf(isPoint),
    }),
  ),
});

/** Parents stand above their children and subtrees end inside the list, so that no walk over rows can run on. */
const isTree: Check = (value) =>
  Array.isArray(value) &&
  value.every(
    ({ parent, descendants }, index) =>
      parent >= -1 && parent < index && descendants >= 0 && index + descendants < value.length,
  );

const isTrace = shape({
  id: isString,
  name: isString,
  range: isRange,
  duration: isNumber,
  rows: (value) => listOf(isRow)(value) && isTree(value),
  graph: isGraph,
});
