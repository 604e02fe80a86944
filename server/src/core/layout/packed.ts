import type { Row, TraceView } from './preview-model.ts';

/**
 * A picture as it is sent: the rows as one list for each member, words that repeat once in a table, and what can be
 * worked out left out. A sixth of the size of the rows one by one; 5,000 of them are on their way many times a second.
 */
export interface PackedTrace extends Omit<TraceView, 'rows'> {
  readonly rows: PackedRows;
}

export interface PackedRows {
  readonly ids: readonly string[];
  readonly parent: readonly number[];
  readonly words: readonly string[];
  /** Indexes into `words`; several holes are one word with spaces. */
  readonly kind: readonly number[];
  readonly type: readonly number[];
  readonly service: readonly number[];
  readonly operation: readonly number[];
  readonly holes: readonly number[];
  readonly status: readonly number[];
  readonly start: readonly number[];
  readonly duration: readonly number[];
  /** 1 for estimated, 2 for written, 4 for async, summed. */
  readonly flags: readonly number[];
  readonly color: readonly number[];
  /** Where the row's text begins and how long it is. */
  readonly textStart: readonly number[];
  readonly textLength: readonly number[];
  /** By the index of a row, for the few where it is not 1. */
  readonly probability: readonly (readonly [number, number])[];
  readonly repeat: readonly (readonly [number, number])[];
  readonly violations: readonly (readonly [number, Row['violations']])[];
}

export function packTrace(view: TraceView): PackedTrace {
  return { ...view, rows: packRows(view.rows) };
}

function packRows(rows: readonly Row[]): PackedRows {
  const words = new WordTable();
  return {
    ids: rows.map(({ id }) => id),
    parent: rows.map(({ parent }) => parent),
    kind: rows.map(({ kind }) => words.index(kind)),
    type: rows.map(({ type }) => words.index(type)),
    service: rows.map(({ service }) => words.index(service)),
    operation: rows.map(({ operation }) => words.index(operation)),
    holes: rows.map(({ holes }) => words.index(holes.join(' '))),
    status: rows.map(({ status }) => words.index(status)),
    words: words.list,
    start: rows.map(({ start }) => start),
    duration: rows.map(({ start, end }) => end - start),
    flags: rows.map(flagsOf),
    color: rows.map(({ color }) => color),
    textStart: rows.map(({ range }) => range.start),
    textLength: rows.map(({ range }) => range.end - range.start),
    probability: exceptions(rows, ({ probability }) => (probability === 1 ? undefined : probability)),
    repeat: exceptions(rows, ({ repeat }) => (repeat === 1 ? undefined : repeat)),
    violations: exceptions(rows, ({ violations }) => (violations.length === 0 ? undefined : violations)),
  };
}

function flagsOf({ estimated, written, async }: Row): number {
  return (estimated ? 1 : 0) + (written ? 2 : 0) + (async ? 4 : 0);
}

function exceptions<T>(
  rows: readonly Row[],
  exceptionOf: (row: Row) => T | undefined,
): readonly (readonly [number, T])[] {
  const found: (readonly [number, T])[] = [];
  for (const [index, row] of rows.entries()) {
    const value = exceptionOf(row);
    if (value !== undefined) found.push([index, value]);
  }
  return found;
}

class WordTable {
  readonly list: string[] = [];
  readonly #indexes = new Map<string, number>();

  index(word: string): number {
    const known = this.#indexes.get(word);
    if (known !== undefined) return known;
    this.#indexes.set(word, this.list.length);
    return this.list.push(word) - 1;
  }
}
