import type { Problems } from '../../core/fold/problems.ts';
import type { RecordedSpan } from '../../core/fold/span.ts';
import type { TraceFormat } from '../format.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../json/fields.ts';
import { createOrigins, type Origins } from './origins.ts';
import { readSpan } from './span.ts';

/**
 * Jaeger's JSON (jaeger, internal/uimodel/model.go): the answer of its API and the download of its UI, a bare trace, or
 * bare spans as Elasticsearch holds them, in a list or one a line.
 */
export const jaegerJson: TraceFormat = {
  id: 'jaeger-json',
  title: 'Jaeger JSON',
  recognises: (value) => tracesOf(value) !== undefined,
  read,
};

function* read(value: unknown, problems: Problems): Generator<RecordedSpan> {
  for (const trace of tracesOf(value) ?? []) {
    const origins = createOrigins(trace.processes, problems);
    yield* readSpans(trace.spans, origins, problems);
    for (const span of embeddedParents(trace.spans)) yield* readSpans([span], origins, problems);
  }
}

interface JaegerTrace {
  readonly spans: readonly unknown[];
  readonly processes: JsonObject;
}

function tracesOf(value: unknown): readonly JaegerTrace[] | undefined {
  const data = isObject(value) ? (value['data'] ?? value) : value;
  if (!Array.isArray(data)) return traceOf(data) ?? spanAsTrace(data);
  if (data.length === 0) return data === value ? undefined : [];
  const traces = data.flatMap((entry) => traceOf(entry) ?? []);
  if (traces.length > 0) return traces;
  return data.some(isSpan) ? [{ spans: data, processes: {} }] : undefined;
}

function traceOf(value: unknown): readonly JaegerTrace[] | undefined {
  if (!isObject(value) || !Array.isArray(value['spans'])) return undefined;
  if (typeof value['traceID'] !== 'string' && !isObject(value['processes'])) return undefined;
  return [{ spans: value['spans'], processes: isObject(value['processes']) ? value['processes'] : {} }];
}

/** A line of an Elasticsearch dump. */
function spanAsTrace(value: unknown): readonly JaegerTrace[] | undefined {
  const source = isObject(value) ? (value['_source'] ?? value) : value;
  return isSpan(source) ? [{ spans: [source], processes: {} }] : undefined;
}

function isSpan(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['traceID'] === 'string' && typeof value['spanID'] === 'string';
}

function* readSpans(
  entries: readonly unknown[],
  origins: Origins,
  problems: Problems,
): Generator<RecordedSpan> {
  for (const entry of entries) {
    if (!isObject(entry)) {
      problems.count('not-a-span');
      continue;
    }
    const span = readSpan(entry, origins, problems);
    if (span !== undefined) yield span;
  }
}

/**
 * Saved states of Jaeger's UI carry the whole parent inside each reference, which has its parent inside in turn. Only
 * parents that the trace does not list are wanted; the way up ends at the first one that is known.
 */
function embeddedParents(spans: readonly unknown[]): readonly JsonObject[] {
  const known = new Set(spans.map((span) => (isObject(span) ? textOf(span['spanID']) : '')));
  const found: JsonObject[] = [];
  const open = spans.filter(isObject);
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    for (const reference of objectsOf(span['references'])) {
      const parent = reference['span'];
      if (!isSpan(parent) || known.has(textOf(parent['spanID']))) continue;
      known.add(textOf(parent['spanID']));
      found.push(parent);
      open.push(parent);
    }
  }
  return found;
}
