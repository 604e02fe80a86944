import { describe, expect, test } from 'vitest';
import { treeAction } from '../../media/src/keyboard/tree-keys.ts';
import { listWindow, scrollTo } from '../../media/src/rows/list-window.ts';
import { rowAt, visibleRows } from '../../media/src/rows/visible-rows.ts';
import { family } from './pictures.ts';

const rows = family();
const all = [0, 1, 2, 3, 4];

describe('visible rows', () => {
  test('are all rows where nothing is collapsed', () => {
    expect(visibleRows(rows, () => false)).toEqual(all);
  });

  test('leave out what is inside a collapsed row, and nothing behind it', () => {
    expect(visibleRows(rows, ({ id }) => id === 'b')).toEqual([0, 1, 3, 4]);
    expect(visibleRows(rows, ({ id }) => id === 'a' || id === 'b')).toEqual([0, 4]);
  });
});

describe('the row at an offset', () => {
  test.each([
    [0, 0],
    [12, 1],
    [24, 2],
    [29, 1],
    [34, 3],
    [39, 0],
    [45, 4],
    [60, -1],
  ])('%i is in row %i', (offset, index) => {
    expect(rowAt(rows, offset)).toBe(index);
  });
});

describe('the list window', () => {
  test('holds few rows of 50,000, wherever the list is scrolled to', () => {
    for (const scrollTop of [0, 11_000, 22 * 50_000, 1e9]) {
      const { first, end } = listWindow(50_000, scrollTop, 100_000, 22);
      expect(end - first).toBeLessThanOrEqual(200);
    }
  });

  test('covers the pane', () => {
    const { first, end } = listWindow(1000, 220, 110, 22);
    expect(first).toBeLessThanOrEqual(10);
    expect(end).toBeGreaterThanOrEqual(15);
  });

  test('moves only as far as a row needs', () => {
    expect(scrollTo(2, 22, 110, 22)).toBe(22);
    expect(scrollTo(0, 22, 110, 22)).toBe(0);
    expect(scrollTo(9, 22, 110, 22)).toBe(110);
  });
});

describe('keys of the tree', () => {
  const at = (position: number, collapsed = '') => ({
    rows,
    visible: visibleRows(rows, ({ id }) => id === collapsed),
    at: position,
    pageSize: 3,
    isCollapsed: ({ id }: { readonly id: string }) => id === collapsed,
  });

  test.each([
    ['ArrowDown', at(0), { type: 'select', index: 1 }],
    ['ArrowDown', at(1, 'b'), { type: 'select', index: 3 }],
    ['ArrowUp', at(0), { type: 'select', index: 0 }],
    ['End', at(0), { type: 'select', index: 4 }],
    ['ArrowLeft', at(1), { type: 'collapse', index: 1 }],
    ['ArrowLeft', at(1, 'b'), { type: 'select', index: 0 }],
    ['ArrowRight', at(1, 'b'), { type: 'expand', index: 1 }],
    ['ArrowRight', at(1), { type: 'select', index: 2 }],
    ['ArrowRight', at(2), undefined],
    ['Enter', at(3), { type: 'open', index: 3 }],
    ['x', at(3), undefined],
  ])('%s', (key, place, action) => {
    expect(treeAction(key, place)).toEqual(action);
  });
});
