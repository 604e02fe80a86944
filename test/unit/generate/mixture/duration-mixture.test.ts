import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import type { SeenDuration } from '../../../../server/src/generate/memory/evidence.ts';
import {
  durationLike,
  trustInSeen,
  usualDuration,
} from '../../../../server/src/generate/mixture/duration-mixture.ts';

const MS = 1e6;
const DRAWS = 1_000;

/** Calls that took so many milliseconds; below callers that took as many as stand behind `in`. */
function seen(...calls: readonly string[]): SeenDuration[] {
  return calls.map((call) => {
    const [duration, callers] = call.split(' in ').map((time) => Number(time) * MS);
    return { duration: duration ?? 0, callers, below: 0 };
  });
}

function draws(of: readonly SeenDuration[], callers?: number): number[] {
  const random = createRandom('draws');
  return Array.from({ length: DRAWS }, () => durationLike(of, callers && callers * MS, random) / MS);
}

const share = (values: readonly number[], isOne: (value: number) => boolean): number =>
  values.filter(isOne).length / values.length;

/** Standard deviation of the natural logarithm. */
function spread(values: readonly number[]): number {
  const logarithms = values.map(Math.log);
  const mean = logarithms.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(logarithms.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe('what was seen of durations', () => {
  it('is trusted the more often the more was seen', () => {
    const shares = [0, 1, 5, 100].map(trustInSeen);
    expect(shares[0]).toBe(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.99);
  });

  it('is varied: hardly ever the same, mostly within a factor of 3, half of them longer', () => {
    const drawn = draws(seen('3'));
    expect(new Set(drawn).size).toBe(DRAWS);
    expect(share(drawn, (ms) => ms > 1 && ms < 9)).toBeGreaterThan(0.95);
    expect(share(drawn, (ms) => ms > 3)).toBeGreaterThan(0.45);
    expect(share(drawn, (ms) => ms > 3)).toBeLessThan(0.55);
  });

  it('is varied the less the more was seen and the nearer to each other', () => {
    const [one, many] = [seen('3'), Array.from({ length: 40 }, () => seen('3')).flat()];
    expect(spread(draws(many))).toBeLessThan(spread(draws(one)) / 3);
    const apart = Array.from({ length: 20 }, () => seen('1', '9')).flat();
    expect(spread(draws(apart))).toBeGreaterThan(1);
  });

  it('counts most where the caller took about as long', () => {
    const of = seen('2 in 10', '2 in 11', '40 in 200', '40 in 220');
    expect(share(draws(of, 10), (ms) => ms < 9)).toBeGreaterThan(0.85);
    expect(share(draws(of, 210), (ms) => ms > 9)).toBeGreaterThan(0.85);
    expect(share(draws(of), (ms) => ms > 9)).toBeGreaterThan(0.4);
  });

  it('goes along with the caller, part of the way', () => {
    expect(usualDuration(seen('10 in 100'), 200 * MS)).toBeCloseTo(10 * 2 ** 0.3 * MS, 0);
    expect(usualDuration(seen('10 in 100'), 100_000 * MS)).toBeCloseTo(10 * Math.exp(0.6) * MS, 0);
  });

  it('is usually as long as most were where callers took about as long', () => {
    const of = seen('1 in 10', '2 in 10', '3 in 10', '90 in 500', '91 in 500', '92 in 500', '93 in 500');
    expect(usualDuration(of, 10 * MS)).toBeCloseTo(2 * MS, 0);
    expect(usualDuration(of, undefined)).toBeCloseTo(90 * MS, 0);
    expect(usualDuration([], 10 * MS)).toBeUndefined();
  });

  it('stays no time at all where it took none', () => {
    expect(durationLike(seen('0 in 5'), 5 * MS, createRandom('none'))).toBe(0);
    expect(usualDuration(seen('0 in 5', '0 in 6'), 5 * MS)).toBe(0);
  });
});
