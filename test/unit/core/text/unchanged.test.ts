import { describe, expect, test } from 'vitest';
import { narrower, unchangedBy } from '../../../../server/src/core/text/unchanged.ts';

const insert = (at: number, text: string) => ({ range: { start: at, end: at }, text });

describe('what edits leave', () => {
  test('is what stands before the first and behind the last', () => {
    // 0123456789 → 01ab23456789 → 01ab234xyz56789
    expect(unchangedBy([insert(2, 'ab'), insert(7, 'xyz')], 15, [])).toEqual({ prefix: 2, suffix: 5 });
  });

  test('is counted in the text that each edit finds', () => {
    // 0123456789 → 01234xyz56789 → 0xyz56789
    const edits = [insert(5, 'xyz'), { range: { start: 1, end: 5 }, text: '' }];
    expect(unchangedBy(edits, 9, [])).toEqual({ prefix: 1, suffix: 5 });
  });

  test('is all without an edit, and less where the syntax differs', () => {
    expect(unchangedBy([], 10, [])).toEqual({ prefix: 10, suffix: 10 });
    expect(unchangedBy([insert(5, 'x')], 11, [{ start: 2, end: 9 }])).toEqual({ prefix: 2, suffix: 2 });
  });

  test('of two changes is what both leave', () => {
    expect(narrower({ prefix: 3, suffix: 9 }, { prefix: 5, suffix: 4 })).toEqual({ prefix: 3, suffix: 4 });
  });
});
