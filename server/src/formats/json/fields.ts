/** An object of parsed JSON. Read it by fixed keys, or with `own` where the key comes from the file. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members that are objects; nothing where `value` is no array. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A string as it is, a number or boolean as text; empty for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Looks up a key that the file chose: `__proto__` and `constructor` find nothing. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An integer, from a number or from decimal digits; undefined for anything else. */
export function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.round(value)) : undefined;
  return typeof value === 'string' && /^[+-]?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}
