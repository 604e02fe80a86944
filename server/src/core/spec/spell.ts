import type { Nanoseconds } from './value.ts';

/** Whole units first: `1500us` is longer than `1.5ms`, of two spellings as short the larger unit is taken. */
const DECIMAL_UNITS: readonly (readonly [string, number])[] = [
  ['s', 9],
  ['ms', 6],
  ['us', 3],
  ['ns', 0],
];
const LONG_UNITS: readonly (readonly [string, number])[] = [
  ['h', 3_600_000_000_000],
  ['m', 60_000_000_000],
];

/** The shortest exact spelling of a duration in whole nanoseconds: `1.5ms`, `250us`, `2m`, `-5ms`. */
export function spellDuration(ns: Nanoseconds): string {
  if (ns === 0) return '0ms';
  const sign = ns < 0 ? '-' : '';
  const size = Math.abs(ns);
  const fitting = DECIMAL_UNITS.filter(([, digits]) => size >= 10 ** digits);
  const spellings = fitting.map(([unit, digits]) => spellDecimal(size, digits) + unit);
  for (const [unit, length] of LONG_UNITS) {
    if (size % length === 0) spellings.unshift(size / length + unit);
  }
  return sign + shortest(spellings);
}

/** `value / 10^digits` without a rounding error. */
function spellDecimal(value: number, digits: number): string {
  const all = String(value).padStart(digits + 1, '0');
  const fraction = all.slice(all.length - digits).replace(/0+$/, '');
  const whole = all.slice(0, all.length - digits);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function shortest(spellings: readonly string[]): string {
  return spellings.reduce((best, spelling) => (spelling.length < best.length ? spelling : best));
}

/** An RFC 3339 time in UTC with as many fraction digits as it needs: `2026-03-02T10:15:00.000000321Z`. */
export function spellDatetime(epochNs: bigint): string {
  const ns = ((epochNs % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = (epochNs - ns) / 1_000_000_000n;
  const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const fraction = ns === 0n ? '' : `.${String(ns).padStart(9, '0').replace(/0+$/, '')}`;
  return `${date}${fraction}Z`;
}
