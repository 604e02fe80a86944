import type { SpanKind } from '../spec/spec.ts';

/** A span as it was recorded, whatever the format of its file: the fields of OTLP (opentelemetry-proto, trace/v1). */
export interface RecordedSpan {
  /** Lower-case hex of 16 or 32 digits, or whatever the file has in its place. */
  readonly traceId: string;
  readonly spanId: string;
  /** Absent on a root. */
  readonly parentId?: string;
  /** The parent did not wait for this span (OpenTracing's FOLLOWS_FROM). */
  readonly follows: boolean;
  readonly kind: SpanKind;
  readonly resource: Resource;
  readonly scope?: Scope;
  readonly name: string;
  /** Nanoseconds since 1970-01-01T00:00:00Z; `end` ≥ `start`. */
  readonly start: bigint;
  readonly end: bigint;
  readonly status: RecordedStatus;
  readonly attributes: Attributes;
  readonly events: readonly RecordedEvent[];
  readonly links: readonly RecordedLink[];
}

/** What sent the spans; one object for all spans that share it. */
export interface Resource {
  /** `service.name`. */
  readonly service: string;
  /** All others. */
  readonly attributes: Attributes;
}

/** The instrumentation that made the spans; one object for all spans that share it. */
export interface Scope {
  readonly name: string;
  readonly version?: string;
  readonly attributes: Attributes;
}

export interface RecordedStatus {
  readonly code: 'unset' | 'ok' | 'error';
  readonly message?: string;
}

export interface RecordedEvent {
  readonly name: string;
  /** Nanoseconds since 1970, 0 where the file has none. */
  readonly time: bigint;
  readonly attributes: Attributes;
}

export interface RecordedLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

/** In the file's order; keys are not checked to be unique. */
export type Attributes = readonly Attribute[];

export interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}

/** An int64 is a `bigint`, a double a `number`, so that neither loses its type. */
export type AttributeValue =
  | null
  | string
  | boolean
  | bigint
  | number
  | { readonly base64: string }
  | { readonly items: readonly AttributeValue[] }
  | { readonly entries: Attributes };

/** Stands for a service that did not say its name (OpenTelemetry resource semantic conventions). */
export const UNKNOWN_SERVICE = 'unknown_service';

/** The first of `keys` that `attributes` has, as text; empty values count as absent. */
export function textAttribute(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if (typeof value === 'bigint' || typeof value === 'number') return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}
