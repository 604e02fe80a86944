import type { TraceFormat } from './format.ts';
import { jaegerJson } from './jaeger-json/read.ts';
import { otlpJson } from './otlp-json/read.ts';

/** All formats that traces can be imported from; a value is read by the first that recognises it. */
export const FORMATS: readonly TraceFormat[] = [otlpJson, jaegerJson];

export function formatOf(value: unknown): TraceFormat | undefined {
  return FORMATS.find((format) => format.recognises(value));
}
