import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import { durationLike, trustInSeen } from '../../../../server/src/generate/mixture/duration-mixture.ts';

const MS = 1e6;

describe('what was seen of durations', () => {
  it('is trusted the more often the more was seen', () => {
    const shares = [0, 1, 5, 100].map(trustInSeen);
    expect(shares[0]).toBe(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.99);
  });

  it('is varied: hardly ever the same, mostly within a factor of 2, half of them longer', () => {
    const random = createRandom('draws');
    const drawn = Array.from({ length: 1_000 }, () => durationLike([3 * MS], random));
    const near = drawn.filter((duration) => duration > 1.5 * MS && duration < 6 * MS);
    const longer = drawn.filter((duration) => duration > 3 * MS);
    expect(new Set(drawn).size).toBe(1_000);
    expect(near.length).toBeGreaterThan(930);
    expect(longer.length).toBeGreaterThan(450);
    expect(longer.length).toBeLessThan(550);
  });

  it('stays no time at all where it took none', () => {
    expect(durationLike([0], createRandom('none'))).toBe(0);
  });
});
