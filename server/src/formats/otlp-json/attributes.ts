import type { Problems } from '../../core/fold/problems.ts';
import type { Attributes, AttributeValue } from '../../core/fold/span.ts';
import { integerOf, isObject, type JsonObject, objectsOf, textOf } from '../json/fields.ts';

/** As deep as protobuf's own readers go, so that no real file is deeper. */
const MAX_DEPTH = 100;

/** A list of `{key, value}`; entries without a key are left out. */
export function readAttributes(value: unknown, problems: Problems): Attributes {
  return readEntries(value, problems, 0);
}

function readEntries(value: unknown, problems: Problems, depth: number): Attributes {
  return objectsOf(value)
    .filter((entry) => typeof entry['key'] === 'string')
    .map((entry) => ({ key: textOf(entry['key']), value: readValue(entry['value'], problems, depth) }));
}

/** An `AnyValue` (opentelemetry-proto, common/v1); one that holds nothing is legal and reads as null. */
function readValue(value: unknown, problems: Problems, depth: number): AttributeValue {
  if (!isObject(value)) return null;
  if (depth < MAX_DEPTH) return readScalar(value) ?? readNested(value, problems, depth);
  problems.count('deep-value');
  return null;
}

function readScalar(value: JsonObject): AttributeValue | undefined {
  if (typeof value['stringValue'] === 'string') return value['stringValue'];
  if (typeof value['boolValue'] === 'boolean') return value['boolValue'];
  if (typeof value['bytesValue'] === 'string') return { base64: value['bytesValue'] };
  if (value['intValue'] !== undefined) return integerOf(value['intValue']) ?? null;
  if (value['doubleValue'] !== undefined) return Number(textOf(value['doubleValue']));
  return undefined;
}

function readNested(value: JsonObject, problems: Problems, depth: number): AttributeValue {
  const array = value['arrayValue'];
  if (isObject(array) && Array.isArray(array['values']))
    return { items: array['values'].map((item: unknown) => readValue(item, problems, depth + 1)) };
  const map = value['kvlistValue'];
  return isObject(map) ? { entries: readEntries(map['values'], problems, depth + 1) } : null;
}
