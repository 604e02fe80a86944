import { type Check, isBoolean, isNumber, isString, listOf, pairOf, shape } from './checks.ts';
import type { Row, Trace, Violation } from './picture.ts';

/** A picture as it is sent: one list for each member of the rows, see the server's `packed.ts`. */
export interface PackedTrace extends Omit<Trace, 'rows'> {
  readonly rows: PackedRows;
}

export interface PackedRows {
  readonly ids: readonly string[];
  readonly parent: readonly number[];
  readonly words: readonly string[];
  readonly kind: readonly number[];
  readonly type: readonly number[];
  readonly service: readonly number[];
  readonly operation: readonly number[];
  readonly holes: readonly number[];
  readonly status: readonly number[];
  readonly start: readonly number[];
  readonly duration: readonly number[];
  readonly flags: readonly number[];
  readonly color: readonly number[];
  readonly textStart: readonly number[];
  readonly textLength: readonly number[];
  readonly probability: readonly (readonly [number, number])[];
  readonly repeat: readonly (readonly [number, number])[];
  readonly violations: readonly (readonly [number, readonly Violation[]])[];
}

export function unpackTrace(packed: PackedTrace): Trace {
  return { ...packed, rows: unpackRows(packed.rows) };
}

function unpackRows(packed: PackedRows): readonly Row[] {
  const word = (column: readonly number[], index: number) => packed.words[column[index] ?? -1] ?? '';
  const { depth, descendants } = treeOf(packed.parent);
  const [probability, repeat] = [new Map(packed.probability), new Map(packed.repeat)];
  const violations = new Map(packed.violations);
  return packed.ids.map((id, index) => {
    const start = packed.start[index] ?? 0;
    const textStart = packed.textStart[index] ?? 0;
    const flags = packed.flags[index] ?? 0;
    const holes = word(packed.holes, index);
    return {
      id,
      parent: packed.parent[index] ?? -1,
      depth: depth[index] ?? 0,
      descendants: descendants[index] ?? 0,
      kind: word(packed.kind, index),
      type: word(packed.type, index),
      service: word(packed.service, index),
      operation: word(packed.operation, index),
      holes: holes === '' ? NONE : holes.split(' '),
      start,
      end: start + (packed.duration[index] ?? 0),
      estimated: (flags & 1) !== 0,
      written: (flags & 2) !== 0,
      async: (flags & 4) !== 0,
      status: word(packed.status, index),
      probability: probability.get(index) ?? 1,
      repeat: repeat.get(index) ?? 1,
      range: { start: textStart, end: textStart + (packed.textLength[index] ?? 0) },
      color: packed.color[index] ?? 0,
      violations: violations.get(index) ?? NONE,
    };
  });
}

const NONE: readonly never[] = [];

function treeOf(parents: readonly number[]): {
  readonly depth: Int32Array;
  readonly descendants: Int32Array;
} {
  const depth = new Int32Array(parents.length);
  const descendants = new Int32Array(parents.length);
  for (const [index, parent] of parents.entries()) if (parent >= 0) depth[index] = (depth[parent] ?? 0) + 1;
  for (let index = parents.length - 1; index >= 0; index -= 1) {
    const parent = parents[index] ?? -1;
    if (parent >= 0) descendants[parent] = (descendants[parent] ?? 0) + (descendants[index] ?? 0) + 1;
  }
  return { depth, descendants };
}

/** The columns that have a number for each row. */
const NUMBERS = ['start', 'duration', 'flags', 'color', 'textStart', 'textLength'] as const;
const WORDS = ['kind', 'type', 'service', 'operation', 'holes', 'status'] as const;

const isViolation = shape({ code: isString, severity: isString, message: isString });

const isShapedRows = shape({
  ids: listOf(isString),
  parent: listOf(isNumber),
  words: listOf(isString),
  ...Object.fromEntries([...NUMBERS, ...WORDS].map((name) => [name, listOf(isNumber)])),
  probability: listOf(pairOf(isNumber, isNumber)),
  repeat: listOf(pairOf(isNumber, isNumber)),
  violations: listOf(pairOf(isNumber, listOf(isViolation))),
});

/** All columns are equally long, and words are in the table. */
function isPackedRows(value: unknown): boolean {
  if (!isShapedRows(value)) return false;
  const rows = value as PackedRows;
  const { length } = rows.ids;
  return (
    isTree(rows.parent) &&
    [rows.parent, ...NUMBERS.map((name) => rows[name])].every((column) => column.length === length) &&
    WORDS.every((name) => isColumnOf(rows[name], length, rows.words.length))
  );
}

function isColumnOf(column: readonly number[], length: number, words: number): boolean {
  return column.length === length && column.every((index) => index >= 0 && index < words);
}

/** Each row stands right behind the row above it or behind what is below its elder sibling, so that no walk runs on. */
function isTree(parents: readonly number[]): boolean {
  return parents.every((parent, index) => {
    let above = index - 1;
    while (above > parent && above >= 0) above = parents[above] ?? -1;
    return above === parent && parent >= -1;
  });
}

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
      points: listOf(pairOf(isNumber, isNumber)),
    }),
  ),
});

export const isPackedTrace: Check = shape({
  id: isString,
  name: isString,
  range: shape({ start: isNumber, end: isNumber }),
  duration: isNumber,
  rows: isPackedRows,
  graph: isGraph,
});
