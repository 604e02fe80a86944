import type { TextRange } from '../text/range.ts';
import type {
  DatetimeLiteral,
  DurationLiteral,
  Nanoseconds,
  NumberLiteral,
  PercentLiteral,
  RateLiteral,
} from './value.ts';

const NS_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const SIZES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9 };

const DURATION_PART = /([0-9]+)(?:\.([0-9]+))?(ns|us|µs|ms|s|m|h)/g;

/** `1m30s`, `-5ms`; what is longer than can be kept exactly (104 days) becomes the longest that can. */
export function readDuration(text: string, range: TextRange): DurationLiteral {
  return { kind: 'duration', range, text, ns: parseDuration(text) };
}

export function parseDuration(text: string): Nanoseconds {
  let sum = 0;
  for (const [, whole, fraction, unit] of text.matchAll(DURATION_PART)) {
    const size = NS_PER_UNIT[unit ?? 'ns'] ?? 1;
    // Whole and fraction apart: their sum as one decimal number would lose nanoseconds.
    sum += Number(whole) * size + Math.round(Number(`0.${fraction ?? 0}`) * size);
  }
  const ns = Math.min(sum, Number.MAX_SAFE_INTEGER);
  return text.startsWith('-') && ns > 0 ? -ns : ns;
}

/** `503`, `-1.5e3`, `64K`, `0x1f`; `integer` is set where a whole number is beyond 2^53. */
export function readNumber(text: string, range: TextRange): NumberLiteral {
  const integer = exactInteger(text);
  if (integer === undefined || Number.isSafeInteger(Number(integer))) {
    return {
      kind: 'number',
      range,
      text,
      value: integer === undefined ? parseNumber(text) : Number(integer),
    };
  }
  return { kind: 'number', range, text, value: Number(integer), integer };
}

function exactInteger(text: string): bigint | undefined {
  if (!/^(?:0x[0-9a-fA-F]+|[+-]?[0-9]+)$/.test(text)) return undefined;
  return BigInt(text.startsWith('+') ? text.slice(1) : text);
}

export function parseNumber(text: string): number {
  const size = SIZES[text.at(-1) ?? ''];
  return size === undefined ? Number(text) : Number(text.slice(0, -1)) * size;
}

/** `8%` as a share of 1. */
export function readPercent(text: string, range: TextRange): PercentLiteral {
  return { kind: 'percent', range, text, value: Number(text.slice(0, -1)) / 100 };
}

/** `50/s`, `2K/m`. */
export function readRate(text: string, range: TextRange): RateLiteral {
  const [amount = '', unit = 's'] = text.split('/');
  const seconds = (NS_PER_UNIT[unit] ?? 1e9) / 1e9;
  return { kind: 'rate', range, text, perSecond: parseNumber(amount) / seconds };
}

const DATETIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** RFC 3339 with any number of fraction digits, of which nine count. */
export function readDatetime(text: string, range: TextRange): DatetimeLiteral {
  return { kind: 'datetime', range, text, epochNs: parseDatetime(text) };
}

function parseDatetime(text: string): bigint {
  const [, year, month, day, hour, minute, second = '0', fraction = '', sign, hours = '0', minutes = '0'] =
    DATETIME.exec(text) ?? [];
  const date = new Date(0);
  // Not `Date.UTC`, which reads the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  const ms = Number.isNaN(date.getTime()) ? 0 : date.getTime() - offset;
  return BigInt(ms) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}
