import type { Row } from '../picture.ts';

/** Indexes of the rows that are not inside a collapsed one, in order. */
export function visibleRows(rows: readonly Row[], isCollapsed: (row: Row) => boolean): readonly number[] {
  const visible: number[] = [];
  for (let index = 0; index < rows.length; ) {
    const row = rows[index];
    if (row === undefined) break;
    visible.push(index);
    index += isCollapsed(row) ? row.descendants + 1 : 1;
  }
  return visible;
}

/** The innermost row whose text holds `offset`, or -1. Rows stand in text order. */
export function rowAt(rows: readonly Row[], offset: number): number {
  let index = lastStartingBefore(rows, offset);
  while (index >= 0) {
    const row = rows[index];
    if (row === undefined) return -1;
    if (offset <= row.range.end) return index;
    index = row.parent;
  }
  return -1;
}

/** Where row `index` stands in the list of visible ones, else the collapsed row that it is in; -1 for none. */
export function shownAt(rows: readonly Row[], visible: readonly number[], index: number): number {
  for (let shown = index; shown >= 0; shown = rows[shown]?.parent ?? -1) {
    const position = positionOf(visible, shown);
    if (position >= 0) return position;
  }
  return -1;
}

/** `visible` ascends. */
function positionOf(visible: readonly number[], index: number): number {
  const position = countUpTo(visible.length, (at) => (visible[at] ?? 0) <= index) - 1;
  return visible[position] === index ? position : -1;
}

function lastStartingBefore(rows: readonly Row[], offset: number): number {
  return countUpTo(rows.length, (index) => (rows[index]?.range.start ?? 0) <= offset) - 1;
}

/** How many of the first `length` numbers hold, where those that do come first. */
function countUpTo(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
