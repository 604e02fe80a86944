import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../../server/src/generate/memory/next-call.ts';
import { CLOSEST } from '../../../../server/src/generate/memory/next-call.ts';
import { mix, temper, top } from '../../../../server/src/generate/mixture/mixture.ts';

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

describe('a tempered model', () => {
  it('is less sure, of the same', () => {
    const tempered = temper(new Map([...MODEL, ['rpc c', 0]]));
    expect([...tempered.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(top(tempered)[0]).toBe('rpc a');
    expect(tempered.get('rpc a')).toBeLessThan(0.6);
    expect(tempered.get('rpc c')).toBe(0);
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
