import type { Problems } from '../../core/fold/problems.ts';
import type { Attribute, Attributes, AttributeValue } from '../../core/fold/span.ts';
import { integerOf, isObject, type JsonObject, objectsOf, textOf } from '../json/fields.ts';

/**
 * The typed tags in `holder[field]`: a list of `{key, type, value}`. Elasticsearch may have them as an object in `tag`
 * instead, without types.
 */
export function readTags(holder: JsonObject, field: 'tags' | 'fields', problems: Problems): Attributes {
  const listed = objectsOf(holder[field])
    .filter((tag) => typeof tag['key'] === 'string')
    .map((tag) => ({ key: textOf(tag['key']), value: readValue(tag['type'], tag['value'], problems) }));
  const keyed = holder['tag'];
  if (!isObject(keyed)) return listed;
  return [...listed, ...Object.entries(keyed).map(([key, value]) => readKeyed(key, value, problems))];
}

function readKeyed(key: string, value: unknown, problems: Problems): Attribute {
  return { key, value: readValue(typeof value, value, problems) };
}

function readValue(type: unknown, value: unknown, problems: Problems): AttributeValue {
  if (typeof value === 'object') {
    if (value !== null) problems.count('deep-value');
    return null;
  }
  const text = textOf(value);
  switch (type) {
    case 'bool':
    case 'boolean':
      return text === 'true';
    case 'int64':
      return integerOf(value) ?? text;
    case 'float64':
    case 'number':
      return Number(text);
    case 'binary':
      return { base64: text };
    default:
      return text;
  }
}
