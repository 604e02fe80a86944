import type { Problems } from '../../core/fold/problems.ts';
import {
  type RecordedEvent,
  type RecordedLink,
  type RecordedSpan,
  type RecordedStatus,
  type Resource,
  type Scope,
  UNKNOWN_SERVICE,
} from '../../core/fold/span.ts';
import type { SpanKind } from '../../core/spec/spec.ts';
import type { TraceFormat } from '../format.ts';
import { isAbsentId, normaliseId } from '../ids.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../json/fields.ts';
import { readAttributes } from './attributes.ts';
import { readEnd, readNanoseconds } from './times.ts';

/**
 * OTLP/JSON (opentelemetry-proto, trace/v1/trace.proto and docs/specification.md): one request, or one a line as the
 * collector's file exporter writes them. Grafana Tempo's `batches` and the older `instrumentationLibrarySpans` are the
 * same under other names.
 */
export const otlpJson: TraceFormat = {
  id: 'otlp-json',
  title: 'OTLP/JSON',
  recognises: (value) => requestOf(value) !== undefined,
  read,
};

function* read(value: unknown, problems: Problems): Generator<RecordedSpan> {
  for (const entry of objectsOf(requestOf(value))) {
    const resource = readResource(entry['resource'], problems);
    for (const scoped of objectsOf(entry['scopeSpans'] ?? entry['instrumentationLibrarySpans'])) {
      const scope = readScope(scoped['scope'] ?? scoped['instrumentationLibrary'], problems);
      yield* readSpans(scoped['spans'], { resource, ...(scope === undefined ? {} : { scope }) }, problems);
    }
  }
}

/** The list of resource spans; Jaeger's and Tempo's APIs wrap it once more. */
function requestOf(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const inner = value['result'] ?? value['trace'];
  const request = isObject(inner) ? inner : value;
  const list = request['resourceSpans'] ?? request['batches'];
  return Array.isArray(list) ? list : undefined;
}

function readResource(value: unknown, problems: Problems): Resource {
  const attributes = readAttributes(isObject(value) ? value['attributes'] : undefined, problems);
  const named = attributes.find(({ key }) => key === 'service.name');
  const service = typeof named?.value === 'string' ? named.value.trim() : '';
  return {
    service: service === '' ? UNKNOWN_SERVICE : service,
    attributes: attributes.filter((attribute) => attribute !== named),
  };
}

function readScope(value: unknown, problems: Problems): Scope | undefined {
  if (!isObject(value)) return undefined;
  const version = textOf(value['version']);
  return {
    name: textOf(value['name']),
    ...(version === '' ? {} : { version }),
    attributes: readAttributes(value['attributes'], problems),
  };
}

interface Origin {
  readonly resource: Resource;
  readonly scope?: Scope;
}

function* readSpans(value: unknown, origin: Origin, problems: Problems): Generator<RecordedSpan> {
  if (!Array.isArray(value)) return;
  for (const entry of value) {
    if (!isObject(entry)) {
      problems.count('not-a-span');
      continue;
    }
    const span = readSpan(entry, origin, problems);
    if (span !== undefined) yield span;
  }
}

function readSpan(entry: JsonObject, origin: Origin, problems: Problems): RecordedSpan | undefined {
  const start = readNanoseconds(entry['startTimeUnixNano'], problems);
  if (start === undefined) {
    problems.count('no-start');
    return undefined;
  }
  const parentId = normaliseId(textOf(entry['parentSpanId']), 16);
  return {
    traceId: normaliseId(textOf(entry['traceId']), 32),
    spanId: normaliseId(textOf(entry['spanId']), 16),
    ...(isAbsentId(parentId) ? {} : { parentId }),
    follows: false,
    kind: readKind(entry['kind']),
    ...origin,
    name: textOf(entry['name']),
    start,
    end: readEnd(entry['endTimeUnixNano'], start, problems),
    status: readStatus(entry['status']),
    attributes: readAttributes(entry['attributes'], problems),
    events: objectsOf(entry['events']).map((event) => readEvent(event, problems)),
    links: objectsOf(entry['links']).map((link) => readLink(link, problems)),
  };
}

function readEvent(event: JsonObject, problems: Problems): RecordedEvent {
  return {
    name: textOf(event['name']),
    time: readNanoseconds(event['timeUnixNano'], problems) ?? 0n,
    attributes: readAttributes(event['attributes'], problems),
  };
}

function readLink(link: JsonObject, problems: Problems): RecordedLink {
  return {
    traceId: normaliseId(textOf(link['traceId']), 32),
    spanId: normaliseId(textOf(link['spanId']), 16),
    attributes: readAttributes(link['attributes'], problems),
  };
}

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** A number by the specification; Grafana and data-prepper have written names. */
function readKind(value: unknown): SpanKind {
  const text = textOf(value);
  const name = text.replace(/^SPAN_KIND_/i, '').toLowerCase();
  return KINDS[Number.parseInt(text, 10)] ?? KINDS.find((kind) => kind === name) ?? 'unspecified';
}

const STATUS_CODES: readonly RecordedStatus['code'][] = ['unset', 'ok', 'error'];

function readStatus(value: unknown): RecordedStatus {
  if (!isObject(value)) return { code: 'unset' };
  const text = textOf(value['code']);
  const name = text.replace(/^STATUS_CODE_/i, '').toLowerCase();
  const code =
    STATUS_CODES[Number.parseInt(text, 10)] ?? STATUS_CODES.find((known) => known === name) ?? 'unset';
  const message = textOf(value['message']);
  return message === '' ? { code } : { code, message };
}
