import type { Problems } from '../../core/fold/problems.ts';
import { type Resource, type Scope, UNKNOWN_SERVICE } from '../../core/fold/span.ts';
import { isObject, type JsonObject, own, textOf } from '../json/fields.ts';
import { readTags } from './tags.ts';

/** Resources and scopes of one trace, each made once. */
export interface Origins {
  /** Of the process that the span names, or carries. */
  resourceOf(span: JsonObject): Resource;
  scopeOf(name: string, version: string | undefined): Scope;
}

export function createOrigins(processes: JsonObject, problems: Problems): Origins {
  const resources = new Map<string, Resource>();
  const scopes = new Map<string, Scope>();
  return {
    resourceOf: (span) => {
      const id = textOf(span['processID']);
      const listed = own(processes, id);
      if (!isObject(listed)) return readProcess(span['process'], problems);
      return remember(resources, id, () => readProcess(listed, problems));
    },
    scopeOf: (name, version) =>
      remember(scopes, JSON.stringify([name, version]), () => ({
        name,
        ...(version === undefined ? {} : { version }),
        attributes: [],
      })),
  };
}

function readProcess(value: unknown, problems: Problems): Resource {
  if (!isObject(value)) return { service: UNKNOWN_SERVICE, attributes: [] };
  const service = textOf(value['serviceName']).trim();
  return {
    service: service === '' ? UNKNOWN_SERVICE : service,
    attributes: readTags(value, 'tags', problems),
  };
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
