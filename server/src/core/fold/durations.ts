import type { Nanoseconds } from '../spec/value.ts';

const UNITS: readonly (readonly [string, Nanoseconds])[] = [
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
  ['ns', 1],
];

/**
 * A time in the largest unit of which it has one at least, exact: `12.614ms`, not the shorter `12614us`, since lines of
 * a recorded trace are read by comparing them.
 */
export function durationText(ns: Nanoseconds): string {
  if (ns === 0) return '0ms';
  if (ns < 0) return `-${durationText(-ns)}`;
  const [unit, size] = UNITS.find(([, nanoseconds]) => ns >= nanoseconds) ?? ['ns', 1];
  const rest = String(ns % size)
    .padStart(String(size).length - 1, '0')
    .replace(/0+$/, '');
  const whole = Math.floor(ns / size);
  return rest === '' || size === 1 ? `${whole}${unit}` : `${whole}.${rest}${unit}`;
}
