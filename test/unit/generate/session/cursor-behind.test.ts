import { expect, test } from 'vitest';
import { cursorBehind } from '../../../../server/src/generate/session/cursor-behind.ts';

/** What an editor writes for one key, with the cursor as it is left. */
test.each([
  'r$0',
  ' $0',
  '{$0}',
  '"$0"',
  '\n    $0',
  '\r\n    $0',
  '\n    $0\n  ',
  '\n    rpc auth Verify$0',
])('the cursor stands behind what was typed: %j', (marked) => {
  const text = marked.replace('$0', '');
  expect(cursorBehind({ range: { start: 7, end: 9 }, text })).toBe(7 + marked.indexOf('$0'));
});

test.each(['', 'x'.repeat(100)])('what is taken back or pasted is no key: %j', (text) => {
  expect(cursorBehind({ range: { start: 7, end: 9 }, text })).toBeUndefined();
});
