import type { Limit } from '../spec/spec.ts';
import type { Comparison, Hole, LawValue, Literal, RangeValue, Value, WeightedValue } from '../spec/value.ts';
import { lawQuantity } from './laws.ts';

/** What a value says about a number; `nominal` is absent where it says nothing typical (an open hole). */
export interface Quantity {
  readonly min: number;
  readonly max: number;
  readonly nominal?: number;
}

/** A duration is read in nanoseconds, a count as it stands. */
export type Unit = 'duration' | 'count';

/** Nothing is known but that it is not negative. */
export const OPEN: Quantity = { min: 0, max: Number.POSITIVE_INFINITY };

/**
 * The bounds of a value: a literal is itself, `a..b` its ends, `m±d` two deviations to both sides, laws from 0 up, a
 * choice the hull of its arms. `undefined` where it is no such quantity, as `5` is no duration.
 */
export function quantityOf(value: Value, unit: Unit): Quantity | undefined {
  switch (value.kind) {
    case 'hole':
      return holeQuantity(value, unit);
    case 'soft':
      return literalQuantity(value.value, unit);
    case 'range':
      return rangeQuantity(value, unit);
    case 'normal':
      return normalQuantity(value.mean, value.deviation, unit);
    case 'law':
      return unit === 'duration'
        ? durationLaw(value)
        : lawQuantity(value, (literal) => numberOf(literal, unit));
    case 'choice':
      return hull(value.arms, unit);
    case 'array':
    case 'map':
    case 'invalid':
      return undefined;
    default:
      return literalQuantity(value, unit);
  }
}

/** The numbers that `limit` admits, both ends included; `undefined` where its value is no such quantity. */
export function allowedBy(
  limit: Limit,
  unit: Unit,
): { readonly min: number; readonly max: number } | undefined {
  const value = quantityOf(limit.value, unit);
  return value && compared(limit.operator, value);
}

/** The number of a literal, in nanoseconds for a duration; `undefined` where it is of another kind. */
export function numberOf(literal: Literal, unit: Unit): number | undefined {
  if (unit === 'duration') return literal.kind === 'duration' ? literal.ns : undefined;
  return literal.kind === 'number' ? literal.value : undefined;
}

function literalQuantity(literal: Literal, unit: Unit): Quantity | undefined {
  const number = numberOf(literal, unit);
  return number === undefined ? undefined : { min: number, max: number, nominal: number };
}

function holeQuantity(hole: Hole, unit: Unit): Quantity | undefined {
  if (hole.bound === undefined) return OPEN;
  const said = quantityOf(hole.bound.value, unit);
  if (said === undefined) return undefined;
  const { min, max } = compared(hole.bound.operator, said);
  const least = Math.max(0, min);
  return { min: least, max, ...(Number.isFinite(max) && { nominal: (least + max) / 2 }) };
}

function compared(operator: Comparison | undefined, value: Quantity): { min: number; max: number } {
  switch (operator) {
    case '<':
      return { min: Number.NEGATIVE_INFINITY, max: Math.ceil(value.max) - 1 };
    case '<=':
      return { min: Number.NEGATIVE_INFINITY, max: value.max };
    case '>':
      return { min: Math.floor(value.min) + 1, max: Number.POSITIVE_INFINITY };
    case '>=':
      return { min: value.min, max: Number.POSITIVE_INFINITY };
    default:
      return { min: value.min, max: value.max };
  }
}

/** Both ends of a range as written, which may be the wrong way round. */
function endsOf(range: RangeValue, unit: Unit): { low: number; high: number } | undefined {
  const high = numberOf(range.high, unit);
  const low = numberOf(range.low, unit);
  return low === undefined || high === undefined ? undefined : { low, high };
}

function rangeQuantity(range: RangeValue, unit: Unit): Quantity | undefined {
  const ends = endsOf(range, unit);
  if (ends === undefined) return undefined;
  const [min, max] = ends.low <= ends.high ? [ends.low, ends.high] : [ends.high, ends.low];
  return { min, max, nominal: (min + max) / 2 };
}

function normalQuantity(mean: Literal, deviation: Literal, unit: Unit): Quantity | undefined {
  const middle = numberOf(mean, unit);
  const spread = numberOf(deviation, unit);
  if (middle === undefined || spread === undefined) return undefined;
  const reach = 2 * Math.abs(spread);
  return { min: Math.max(0, middle - reach), max: middle + reach, nominal: middle };
}

function durationLaw(law: LawValue): Quantity {
  if (law.name === 'mix') return hull(law.arms, 'duration') ?? OPEN;
  return lawQuantity(law, (literal) => numberOf(literal, 'duration'));
}

/** From the least of the arms to the greatest; the heaviest arm is the typical one. */
function hull(arms: readonly WeightedValue[], unit: Unit): Quantity | undefined {
  let whole: Quantity | undefined;
  let heaviest = -1;
  for (const arm of arms) {
    const quantity = quantityOf(arm.value, unit);
    if (quantity === undefined) return undefined;
    const weight = arm.weight ?? 1 / arms.length;
    const typical = weight > heaviest ? quantity.nominal : whole?.nominal;
    heaviest = Math.max(heaviest, weight);
    whole = {
      min: Math.min(quantity.min, whole?.min ?? quantity.min),
      max: Math.max(quantity.max, whole?.max ?? quantity.max),
      ...(typical !== undefined && { nominal: typical }),
    };
  }
  return whole;
}
