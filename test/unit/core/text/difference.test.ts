import { expect, test } from 'vitest';
import { applyEdits } from '../../../../server/src/core/text/apply-edits.ts';
import { difference } from '../../../../server/src/core/text/difference.ts';

test.each([
  ['ab{}c', 'ab{\n}c', { range: { start: 3, end: 3 }, text: '\n' }],
  ['abc', 'abc', { range: { start: 3, end: 3 }, text: '' }],
  ['', 'x', { range: { start: 0, end: 0 }, text: 'x' }],
  ['xyz', '', { range: { start: 0, end: 3 }, text: '' }],
  ['aaa', 'aa', { range: { start: 2, end: 3 }, text: '' }],
  ['aa', 'aaa', { range: { start: 2, end: 2 }, text: 'a' }],
  ['one two', 'one 2 two', { range: { start: 4, end: 4 }, text: '2 ' }],
])('what makes %j into %j is one edit', (before, after, edit) => {
  expect(difference(before, after)).toEqual(edit);
  expect(applyEdits(before, [edit])).toBe(after);
});
