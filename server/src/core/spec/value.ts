import type { TextRange } from '../text/range.ts';

/** Integer nanoseconds; exact up to 104 days, which bounds what a `.trace` file may say. */
export type Nanoseconds = number;

/**
 * A value as written: what it says (typed) and how it was spelled (`text`, which the printer keeps).
 * One grammar serves durations, starts, attributes, statuses and rates (docs/language.md, "Values").
 */
export type Value =
  | Literal
  | Hole
  | Soft
  | RangeValue
  | NormalValue
  | LawValue
  | ChoiceValue
  | ArrayValue
  | MapValue
  | InvalidValue;

export type Literal =
  | DurationLiteral
  | NumberLiteral
  | PercentLiteral
  | RateLiteral
  | StringLiteral
  | NameLiteral
  | BytesLiteral
  | BooleanLiteral
  | NullLiteral
  | DatetimeLiteral;

interface Spelled {
  readonly range: TextRange;
  readonly text: string;
}

export interface DurationLiteral extends Spelled {
  readonly kind: 'duration';
  readonly ns: Nanoseconds;
}
/** `value` is exact for integers within 2^53; `integer` keeps larger ones (OTLP int64). */
export interface NumberLiteral extends Spelled {
  readonly kind: 'number';
  readonly value: number;
  readonly integer?: bigint;
}
/** `value` is a share: `8%` is 0.08. */
export interface PercentLiteral extends Spelled {
  readonly kind: 'percent';
  readonly value: number;
}
export interface RateLiteral extends Spelled {
  readonly kind: 'rate';
  readonly perSecond: number;
}
export interface StringLiteral extends Spelled {
  readonly kind: 'string';
  readonly value: string;
}
/** A bare word, the same as a string of that text. */
export interface NameLiteral extends Spelled {
  readonly kind: 'name';
  readonly value: string;
}
export interface BytesLiteral extends Spelled {
  readonly kind: 'bytes';
  readonly base64: string;
}
export interface BooleanLiteral extends Spelled {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface NullLiteral extends Spelled {
  readonly kind: 'null';
}
/** `epochNs` counts nanoseconds since 1970-01-01T00:00:00Z. */
export interface DatetimeLiteral extends Spelled {
  readonly kind: 'datetime';
  readonly epochNs: bigint;
}

export type Comparison = '<' | '<=' | '==' | '>=' | '>';

/** `?`, `?(<50ms)`, `?(5..50ms)` or `?name`: open until filled; the same `name` is the same value wherever used. */
export interface Hole extends Spelled {
  readonly kind: 'hole';
  readonly name?: string;
  readonly bound?: { readonly operator?: Comparison; readonly value: Value };
}

/** `?12ms`: a hole whose last fill was `value`; a redraw may change it. */
export interface Soft extends Spelled {
  readonly kind: 'soft';
  readonly value: Literal;
}

/** `10..20ms`: uniform between `low` and `high`, both in the unit of `high` where `low` has none. */
export interface RangeValue extends Spelled {
  readonly kind: 'range';
  readonly low: Literal;
  readonly high: Literal;
}

/** `30ms±10ms`. */
export interface NormalValue extends Spelled {
  readonly kind: 'normal';
  readonly mean: Literal;
  readonly deviation: Literal;
}

/** `~lognormal(p50=4ms, p99=60ms)`, `~mix(95% A, 5% B)`, `~empirical("f.csv")`. */
export interface LawValue extends Spelled {
  readonly kind: 'law';
  readonly name: string;
  readonly parameters: Readonly<Record<string, Literal>>;
  readonly arms: readonly WeightedValue[];
}

/** `a | b` (equal weights) or `200 95%, 404 3%` (the rest goes to the first arm). */
export interface ChoiceValue extends Spelled {
  readonly kind: 'choice';
  readonly arms: readonly WeightedValue[];
}

/** `weight` is a share in 0..1, absent where the arms are equally likely or the argument is positional. */
export interface WeightedValue {
  readonly weight?: number;
  readonly value: Value;
}

export interface ArrayValue extends Spelled {
  readonly kind: 'array';
  readonly items: readonly Value[];
}

export interface MapValue extends Spelled {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: string; readonly value: Value }[];
}

/** Text where a value was expected and none could be read; a syntax diagnostic stands on it. */
export interface InvalidValue extends Spelled {
  readonly kind: 'invalid';
}
