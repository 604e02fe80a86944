import { nameOrQuoted, quote } from '../text/names.ts';
import type { TextRange } from '../text/range.ts';
import { spellDatetime, spellDuration } from './spell.ts';
import type {
  ArrayValue,
  BooleanLiteral,
  BytesLiteral,
  DatetimeLiteral,
  DurationLiteral,
  Hole,
  Literal,
  MapValue,
  NameLiteral,
  Nanoseconds,
  NullLiteral,
  NumberLiteral,
  RangeValue,
  Soft,
  StringLiteral,
  Value,
} from './value.ts';

/** Values that stand in no text: spelled canonically, at the empty range. */
export const NOWHERE: TextRange = { start: 0, end: 0 };

/** @param ns whole nanoseconds. */
export function durationLiteral(ns: Nanoseconds): DurationLiteral {
  return { kind: 'duration', range: NOWHERE, text: spellDuration(ns), ns };
}

/** A whole number (OTLP int64). */
export function integerLiteral(integer: number | bigint): NumberLiteral {
  const value = Number(integer);
  const spelled = { kind: 'number' as const, range: NOWHERE, text: String(integer), value };
  return Number.isSafeInteger(value) ? spelled : { ...spelled, integer: BigInt(integer) };
}

/** A finite floating-point number; a whole one is spelled with a fraction, which tells it from an integer. */
export function doubleLiteral(value: number): NumberLiteral {
  const text = Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
  return { kind: 'number', range: NOWHERE, text: /[.e]/.test(text) ? text : `${text}.0`, value };
}

export function stringLiteral(value: string): StringLiteral {
  return { kind: 'string', range: NOWHERE, text: quote(value), value };
}

/** @param value a word that reads as a name (`isName`), the same as a string of that text. */
export function nameLiteral(value: string): NameLiteral {
  return { kind: 'name', range: NOWHERE, text: value, value };
}

export function booleanLiteral(value: boolean): BooleanLiteral {
  return { kind: 'boolean', range: NOWHERE, text: String(value), value };
}

export function nullLiteral(): NullLiteral {
  return { kind: 'null', range: NOWHERE, text: 'null' };
}

export function bytesLiteral(base64: string): BytesLiteral {
  return { kind: 'bytes', range: NOWHERE, text: `b"${base64}"`, base64 };
}

/** @param epochNs nanoseconds since 1970-01-01T00:00:00Z, before the year 10000. */
export function datetimeLiteral(epochNs: bigint): DatetimeLiteral {
  return { kind: 'datetime', range: NOWHERE, text: spellDatetime(epochNs), epochNs };
}

export function makeHole(name?: string): Hole {
  if (name === undefined) return { kind: 'hole', range: NOWHERE, text: '?' };
  return { kind: 'hole', range: NOWHERE, text: `?${name}`, name };
}

/** @param value a duration, a string or a number, which are what a soft value may be. */
export function makeSoft(value: Literal): Soft {
  return { kind: 'soft', range: NOWHERE, text: `?${value.text}`, value };
}

export function makeRange(low: Literal, high: Literal): RangeValue {
  return { kind: 'range', range: NOWHERE, text: `${low.text}..${high.text}`, low, high };
}

export function arrayValue(items: readonly Value[]): ArrayValue {
  return { kind: 'array', range: NOWHERE, text: `[${items.map((item) => item.text).join(', ')}]`, items };
}

export function mapValue(entries: readonly { readonly key: string; readonly value: Value }[]): MapValue {
  const parts = entries.map(({ key, value }) => `${nameOrQuoted(key)} = ${value.text}`);
  return {
    kind: 'map',
    range: NOWHERE,
    text: parts.length === 0 ? '{ }' : `{ ${parts.join(', ')} }`,
    entries,
  };
}
