import { describe, expect, test } from 'vitest';
import {
  parseDuration,
  readDatetime,
  readNumber,
  readPercent,
  readRate,
} from '../../../../server/src/core/spec/literal.ts';
import { spellDatetime, spellDuration } from '../../../../server/src/core/spec/spell.ts';

const RANGE = { start: 0, end: 1 };

describe('durations', () => {
  test.each([
    ['12ms', 12_000_000],
    ['1.5us', 1500],
    ['0.1ms', 100_000],
    ['1m30s', 90_000_000_000],
    ['-5ms', -5_000_000],
    ['+2ns', 2],
    ['9007199254.740991ms', 9_007_199_254_740_991],
    ['1µs', 1000],
    ['999999h', Number.MAX_SAFE_INTEGER],
    ['-0ms', 0],
  ])('%s is %d ns', (text, ns) => {
    expect(parseDuration(text)).toBe(ns);
  });

  test.each([
    [0, '0ms'],
    [1, '1ns'],
    [1500, '1.5us'],
    [250_000, '250us'],
    [1_500_000, '1.5ms'],
    [12_000_000, '12ms'],
    [100_000_000, '100ms'],
    [41_203_118, '41203118ns'],
    [90_000_000_000, '90s'],
    [120_000_000_000, '2m'],
    [3_600_000_000_000, '1h'],
    [-20_000, '-20us'],
    [Number.MAX_SAFE_INTEGER, '9007199.254740991s'],
  ])('%d ns are spelled %s', (ns, text) => {
    expect(spellDuration(ns)).toBe(text);
    expect(parseDuration(text)).toBe(ns);
  });
});

describe('other literals', () => {
  test.each([
    ['64K', 64_000],
    ['1.5M', 1_500_000],
    ['0x1f', 31],
    ['-1.5e3', -1500],
    ['+7', 7],
  ])('%s is %d', (text, value) => {
    expect(readNumber(text, RANGE)).toEqual({ kind: 'number', range: RANGE, text, value });
  });

  test('whole numbers beyond 2^53 are exact', () => {
    expect(readNumber('-9223372036854775808', RANGE).integer).toBe(-(2n ** 63n));
    expect(readNumber('0xffffffffffffffff', RANGE).integer).toBe(2n ** 64n - 1n);
  });

  test('shares and rates', () => {
    expect(readPercent('7%', RANGE).value).toBe(0.07);
    expect(readRate('50/s', RANGE).perSecond).toBe(50);
    expect(readRate('3K/m', RANGE).perSecond).toBe(50);
    expect(readRate('2/ms', RANGE).perSecond).toBe(2000);
  });

  test.each([
    ['2026-03-02T10:15:00.000000321Z', 1772446500000000321n],
    ['1970-01-01T01:00:00+01:00', 0n],
    ['1969-12-31T23:59Z', -60_000_000_000n],
    ['0001-01-01T00:00:00Z', -62135596800000000000n],
  ])('%s is %d ns from the epoch', (text, ns) => {
    expect(readDatetime(text, RANGE).epochNs).toBe(ns);
    expect(readDatetime(spellDatetime(ns), RANGE).epochNs).toBe(ns);
  });
});
