import { expect, test } from 'vitest';
import { Pieces } from '../../../../server/src/core/spec/pieces.ts';

test('a text read at once stands where it was read', () => {
  const pieces = Pieces.ofWhole(20);
  expect(pieces.range({ start: 3, end: 20 })).toEqual({ start: 3, end: 20 });
  expect(pieces.shiftOf({ start: 3, end: 20 })).toBe(0);
  expect(pieces.isWhole).toBe(true);
});

test('what stands behind a part that is read anew has moved, what stands before it has not', () => {
  const { pieces, read } = Pieces.ofWhole(20).replaced(5, 10, 8, false);
  expect(pieces.range({ start: 1, end: 5 })).toEqual({ start: 1, end: 5 });
  expect(pieces.range({ start: 10, end: 20 })).toEqual({ start: 13, end: 23 });
  expect(pieces.range({ start: read, end: read + 8 })).toEqual({ start: 5, end: 13 });
});

test('what is around a part that is read anew has no one distance', () => {
  const { pieces } = Pieces.ofWhole(20).replaced(5, 10, 8, false);
  expect(pieces.shiftOf({ start: 0, end: 20 })).toBeUndefined();
  expect(pieces.shiftOf({ start: 12, end: 20 })).toBe(3);
});

test('a part that is read again and again stays one piece', () => {
  let pieces = Pieces.ofWhole(20);
  for (let length = 6; length < 30; length += 1) {
    pieces = pieces.replaced(5, 4 + length, length, false).pieces;
    expect(pieces.size).toBe(3);
  }
});

test('an end that coincides with what is read anew is kept where it is asked for', () => {
  const next = Pieces.ofWhole(20).replaced(10, 20, 10, false).pieces;
  const { pieces } = next.replaced(4, 10, 9, true);
  expect(pieces.now(10)).toBe(13);
});
