import type { Row } from '../messages.ts';

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

/** The row itself where it is visible, else the collapsed one that it is in. */
export function shownFor(rows: readonly Row[], isVisible: (index: number) => boolean, index: number): number {
  let shown = index;
  while (shown >= 0 && !isVisible(shown)) shown = rows[shown]?.parent ?? -1;
  return shown;
}

function lastStartingBefore(rows: readonly Row[], offset: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
