import { expect, test } from 'vitest';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { isCancelled, isOutdated } from '../../../client/src/response-codes.ts';

test.each([
  [LSPErrorCodes.RequestCancelled, { cancelled: true, outdated: false }],
  [LSPErrorCodes.ContentModified, { cancelled: false, outdated: true }],
  [LSPErrorCodes.RequestFailed, { cancelled: false, outdated: false }],
])('the protocol says by %i', (code, expected) => {
  const error = new ResponseError(code, 'from the server');
  expect({ cancelled: isCancelled(error), outdated: isOutdated(error) }).toEqual(expected);
});

test('other errors say neither', () => {
  for (const error of [new Error('out of memory'), 'text', undefined, { code: -32800 }])
    expect(isCancelled(error) || isOutdated(error)).toBe(false);
});
