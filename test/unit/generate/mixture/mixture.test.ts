import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../../server/src/generate/memory/next-call.ts';
import { CLOSEST } from '../../../../server/src/generate/memory/next-call.ts';
import { mix, pool, top } from '../../../../server/src/generate/mixture/mixture.ts';

const MODEL = new Map([
  ['rpc a', 0.6],
  ['rpc b', 0.4],
]);

const seen = (closeness: number, count: number, ...shares: [string, number][]): Prediction => ({
  probabilities: new Map(shares),
  closeness,
  count,
  breadth: 100,
});

describe('the mixture of model and memory', () => {
  it('is the model where nothing was seen, and the memory where there is no model', () => {
    expect(mix(MODEL, seen(0, 0))).toBe(MODEL);
    const memory = seen(CLOSEST, 3, ['rpc c', 1]);
    expect(mix(new Map(), memory)).toBe(memory.probabilities);
  });

  it('follows the memory the more, the closer the place is to one that was seen', () => {
    const share = (closeness: number) => mix(MODEL, seen(closeness, 5, ['rpc c', 1])).get('rpc c') ?? 0;
    expect(share(CLOSEST)).toBeGreaterThan(share(1));
  });

  it('comes to 1 where both do, and knows what either knows', () => {
    const mixed = mix(MODEL, seen(4, 2, ['rpc c', 0.5], ['rpc a', 0.5]));
    expect([...mixed.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect([...mixed.keys()].sort()).toEqual(['rpc a', 'rpc b', 'rpc c']);
  });
});

describe('what model and memory say together', () => {
  const together = (model: number, memory: number) =>
    pool(
      new Map([
        ['rpc a', model],
        ['rpc b', 1 - model],
      ]),
      new Map([
        ['rpc a', memory],
        ['rpc b', 1 - memory],
      ]),
    ).get('rpc a') ?? 0;

  it('is what the one tells where the other tells nothing, and what neither finds unlikely', () => {
    expect(together(0.9, 0.5)).toBeGreaterThan(0.5);
    expect(together(0.5, 0.9)).toBeGreaterThan(0.5);
    expect(together(0.6, 0.01)).toBeLessThan(0.5);
  });

  it('is less sure than either, and excludes nothing that only one of them excludes', () => {
    expect(together(0.99, 0.99)).toBeLessThan(0.99);
    expect(together(1, 0)).toBeGreaterThan(0);
    expect(together(1, 0)).toBeLessThan(1);
  });
});

describe('the likeliest event', () => {
  it('does not depend on the order in which equals were seen', () => {
    expect(
      top(
        new Map([
          ['b', 0.5],
          ['a', 0.5],
        ]),
      ),
    ).toEqual(['a', 0.5]);
    expect(
      top(
        new Map([
          ['a', 0.5],
          ['b', 0.5],
        ]),
      ),
    ).toEqual(['a', 0.5]);
    expect(top(new Map())).toEqual([undefined, 0]);
  });
});
