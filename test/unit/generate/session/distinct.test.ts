import { expect, test } from 'vitest';
import { distinct } from '../../../../server/src/generate/session/distinct.ts';

function texts(
  most: number,
  ...proposed: readonly (readonly [text: string, score: number])[]
): readonly string[] {
  const range = { start: 0, end: 0 };
  return distinct(
    proposed.map(([text, score]) => Object.freeze({ range, text, score })),
    most,
  ).map(({ text }) => text);
}

test('their order stays, no more than are wanted', () => {
  expect(texts(2, ['rpc a B', -3], ['rpc c D', -1], ['rpc e F', -2])).toEqual(['rpc a B', 'rpc c D']);
});

test('what differs in space and times only is shown once, as it came first', () => {
  expect(
    texts(9, ['rpc a B 5ms', -2], ['rpc  a B 1.5s {', -9], ['\n rpc a B 7us\n', -1], ['rpc a 5m', -3]),
  ).toEqual(['rpc a B 5ms', 'rpc  a B 1.5s {', 'rpc a 5m']);
});

test('nothing is no proposal', () => {
  expect(texts(9, ['', 0], [' \n', 0])).toEqual([]);
});
