import type { Problems } from '../../core/fold/problems.ts';
import {
  type Attributes,
  type RecordedEvent,
  type RecordedLink,
  type RecordedSpan,
  type RecordedStatus,
  textAttribute,
} from '../../core/fold/span.ts';
import type { SpanKind } from '../../core/spec/spec.ts';
import { isAbsentId, normaliseId } from '../ids.ts';
import { type JsonObject, objectsOf, textOf } from '../json/fields.ts';
import type { Origins } from './origins.ts';
import { readTags } from './tags.ts';

/** Tags that stand for fields of the span (collector-contrib, pkg/translator/jaeger/README.md). */
const FIELDS = {
  kind: ['span.kind'],
  statusCode: ['otel.status_code'],
  statusMessage: ['otel.status_description'],
  error: ['error'],
  scopeName: ['otel.scope.name', 'otel.library.name'],
  scopeVersion: ['otel.scope.version', 'otel.library.version'],
} as const;

const FIELD_KEYS: ReadonlySet<string> = new Set(Object.values(FIELDS).flat());

/** Undefined, and counted, where the span has no start. */
export function readSpan(entry: JsonObject, origins: Origins, problems: Problems): RecordedSpan | undefined {
  const start = readMicroseconds(entry['startTime']);
  if (start === undefined) {
    problems.count('no-start');
    return undefined;
  }
  const tags = readTags(entry, 'tags', problems);
  const scopeName = textAttribute(tags, ...FIELDS.scopeName);
  return {
    traceId: normaliseId(textOf(entry['traceID']), 32),
    spanId: normaliseId(textOf(entry['spanID']), 16),
    ...readReferences(entry),
    kind: readKind(tags, scopeName !== undefined),
    resource: origins.resourceOf(entry),
    ...(scopeName === undefined
      ? {}
      : { scope: origins.scopeOf(scopeName, textAttribute(tags, ...FIELDS.scopeVersion)) }),
    name: textOf(entry['operationName']),
    start,
    end: start + readDuration(entry['duration'], problems),
    status: readStatus(tags),
    attributes: tags.filter(({ key }) => !FIELD_KEYS.has(key)),
    events: objectsOf(entry['logs']).map((log) => readLog(log, problems)),
  };
}

/** Nanoseconds of a count of microseconds, which may be fractional. */
function readMicroseconds(value: unknown): bigint | undefined {
  const text = textOf(value);
  if (/^\d{1,17}$/.test(text)) return BigInt(text) * 1000n;
  const number = text === '' ? Number.NaN : Number(text);
  return number >= 0 && number < 1e17 ? BigInt(Math.round(number * 1000)) : undefined;
}

function readDuration(value: unknown, problems: Problems): bigint {
  const duration = readMicroseconds(value);
  if (duration !== undefined) return duration;
  problems.count(Number(textOf(value)) < 0 ? 'ends-before-start' : 'no-end');
  return 0n;
}

type Reference = RecordedLink & { readonly follows: boolean };

/** The parent is the first CHILD_OF within the trace, else the first FOLLOWS_FROM; all others are links. */
function readReferences(entry: JsonObject): Pick<RecordedSpan, 'parentId' | 'follows' | 'links'> {
  const references = objectsOf(entry['references']).map(readReference);
  const traceId = normaliseId(textOf(entry['traceID']), 32);
  const local = references.filter((reference) => reference.traceId === traceId);
  const parent =
    local.find(({ follows }) => !follows) ?? local[0] ?? references.find(({ follows }) => !follows);
  const links = references.filter((reference) => reference !== parent);
  const parentId = parent?.spanId ?? normaliseId(textOf(entry['parentSpanID']), 16);
  if (isAbsentId(parentId)) return { follows: false, links };
  return { parentId, follows: parent?.follows ?? false, links };
}

function readReference(reference: JsonObject): Reference {
  return {
    traceId: normaliseId(textOf(reference['traceID']), 32),
    spanId: normaliseId(textOf(reference['spanID']), 16),
    attributes: [],
    follows: reference['refType'] === 'FOLLOWS_FROM',
  };
}

const KINDS: readonly SpanKind[] = ['server', 'client', 'producer', 'consumer', 'internal'];

/** OpenTelemetry leaves the kind out for INTERNAL alone; older tracers left it out wherever they did not know it. */
function readKind(tags: Attributes, fromOpenTelemetry: boolean): SpanKind {
  const name = textAttribute(tags, ...FIELDS.kind)?.toLowerCase();
  return KINDS.find((kind) => kind === name) ?? (fromOpenTelemetry ? 'internal' : 'unspecified');
}

function readStatus(tags: Attributes): RecordedStatus {
  const error = tags.find(({ key }) => key === 'error')?.value;
  const code = textAttribute(tags, ...FIELDS.statusCode)?.toUpperCase();
  const failed = code === 'ERROR' || (code === undefined && error !== undefined && !isFalse(error));
  if (!failed) return { code: code === 'OK' ? 'ok' : 'unset' };
  const message = textAttribute(tags, ...FIELDS.statusMessage) ?? (isTrue(error) ? undefined : error);
  return typeof message === 'string' ? { code: 'error', message } : { code: 'error' };
}

const isTrue = (value: unknown) => value === true || value === 'true';
const isFalse = (value: unknown) => value === false || value === 'false' || value === '' || value === null;

/** A log is an event whose name is its field `event`. */
function readLog(log: JsonObject, problems: Problems): RecordedEvent {
  const fields = readTags(log, 'fields', problems);
  const name = fields.find(({ key }) => key === 'event');
  return {
    name: typeof name?.value === 'string' ? name.value : 'log',
    time: readMicroseconds(log['timestamp']) ?? 0n,
    attributes: fields.filter((field) => field !== name),
  };
}
