import type { Problems } from '../core/fold/problems.ts';
import type { RecordedSpan } from '../core/fold/span.ts';

/** A file format that traces can be imported from; one folder each, listed in `formats.ts`. */
export interface TraceFormat {
  readonly id: 'otlp-json' | 'jaeger-json';
  /** As users know it. */
  readonly title: string;
  /** Whether one JSON value, or one line of JSON Lines, is of this format. */
  recognises(value: unknown): boolean;
  /** All spans of a recognised value. What is wrong with single spans goes to `problems`; never throws. */
  read(value: unknown, problems: Problems): Iterable<RecordedSpan>;
}
