import { expect, test } from 'vitest';
import { shareOf } from '../../../../server/src/generate/evaluate/interval.ts';

test.each([
  // Newcombe (1998), table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i', (hits, n, low, high) => {
  const share = shareOf(hits, n);
  expect(share.share).toBe(hits / n);
  expect(share.low).toBeCloseTo(low, 4);
  expect(share.high).toBeCloseTo(high, 4);
});

test('of nothing, anything may be true', () => {
  expect(shareOf(0, 0)).toEqual({ share: Number.NaN, low: 0, high: 1 });
});
