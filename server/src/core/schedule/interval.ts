/**
 * What is known of a quantity: it lies between `min` and `max` (inclusive, `max` may be Infinity), and `nominal`
 * stands for it where one number is needed, as in a picture. Times are in nanoseconds.
 */
export interface Interval {
  readonly min: number;
  readonly nominal: number;
  readonly max: number;
}

export const ZERO: Interval = { min: 0, nominal: 0, max: 0 };

/** The count of what happens exactly once. */
export const ONCE: Interval = { min: 1, nominal: 1, max: 1 };

export function exactly(value: number): Interval {
  return { min: value, nominal: value, max: value };
}

export function add(a: Interval, b: Interval): Interval {
  if (a === ZERO) return b;
  return { min: finite(a.min + b.min), nominal: finite(a.nominal + b.nominal), max: a.max + b.max };
}

/** The time from `b` to `a`, where the same unknown part is in both; never negative. */
export function minus(a: Interval, b: Interval): Interval {
  return {
    min: Math.max(0, difference(a.min, b.min)),
    nominal: Math.max(0, a.nominal - b.nominal),
    max: Math.max(0, difference(a.max, b.max)),
  };
}

/** The later of two times that need not depend on each other. */
export function latest(a: Interval, b: Interval): Interval {
  if (a.min <= b.min && a.nominal <= b.nominal && a.max <= b.max) return b;
  return {
    min: Math.max(a.min, b.min),
    nominal: Math.max(a.nominal, b.nominal),
    max: Math.max(a.max, b.max),
  };
}

/** `a` repeated `count` times. */
export function times(a: Interval, count: Interval): Interval {
  if (count === ONCE) return a;
  return {
    min: finite(product(a.min, count.min)),
    nominal: finite(product(a.nominal, count.nominal)),
    max: product(a.max, count.max),
  };
}

/** A product where nothing times anything is nothing, infinity included. */
export function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** Only what bounds from above may be infinite; the rest stays a number that can be drawn. */
function finite(value: number): number {
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}

function difference(a: number, b: number): number {
  return a === Number.POSITIVE_INFINITY ? a : a - b;
}
