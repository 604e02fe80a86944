import { isObject } from './json/fields.ts';

/** Says what a JSON value is that no format recognises, as a clause that follows "This is": users often just picked the wrong file. */
export function describeForeign(value: unknown): string {
  const known = KINDS.find((kind) => kind.matches(value));
  if (known !== undefined) return known.description;
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : 'a list of something other than spans';
  if (isObject(value)) return describeKeys(Object.keys(value));
  return `a single ${value === null ? 'null' : typeof value}`;
}

const NOT_YET = 'which is not supported yet';

const KINDS: readonly { readonly description: string; matches(value: unknown): boolean }[] = [
  { description: `Zipkin v2 JSON, ${NOT_YET}`, matches: (value) => firstHas(value, 'traceId', 'id') },
  { description: 'OTLP metrics, not traces', matches: (value) => has(value, 'resourceMetrics') },
  { description: 'OTLP logs, not traces', matches: (value) => has(value, 'resourceLogs') },
  { description: 'OTLP profiles, not traces', matches: (value) => has(value, 'resourceProfiles') },
  { description: `a Chrome trace, ${NOT_YET}`, matches: (value) => has(value, 'traceEvents') },
  {
    description: `an X-Ray trace, ${NOT_YET}`,
    matches: (value) => has(value, 'Traces') || has(value, 'Segments'),
  },
  {
    description: "the answer of Jaeger's search with an error and no trace",
    matches: (value) => has(value, 'errors'),
  },
];

function has(value: unknown, key: string): boolean {
  return isObject(value) && Object.hasOwn(value, key);
}

function firstHas(value: unknown, ...keys: readonly string[]): boolean {
  const first: unknown = Array.isArray(value) ? (Array.isArray(value[0]) ? value[0][0] : value[0]) : value;
  return keys.every((key) => has(first, key));
}

function describeKeys(keys: readonly string[]): string {
  if (keys.length === 0) return 'an empty object';
  const shown = keys.slice(0, 3).map((key) => JSON.stringify(key.slice(0, 30)));
  return `JSON of another kind, with the ${keys.length === 1 ? 'key' : 'keys'} ${shown.join(', ')}${keys.length > 3 ? ' …' : ''}`;
}
