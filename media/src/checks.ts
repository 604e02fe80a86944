/** Checks of what comes from outside, put together from small ones. */
export type Check = (value: unknown) => boolean;

export function shape(members: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(members);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, check]) => check(Reflect.get(value, name)));
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

export function pairOf(first: Check, second: Check): Check {
  return (value) => Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function oneOf(...expected: readonly string[]): Check {
  return (value) => expected.some((text) => text === value);
}

export function isString(value: unknown): boolean {
  return typeof value === 'string';
}

export function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

export function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}
