import type { DroppedCounts } from '../core/fold/dropped.ts';
import { type Folded, foldSpans } from '../core/fold/fold.ts';
import { Problems } from '../core/fold/problems.ts';
import type { RecordedSpan } from '../core/fold/span.ts';
import { printSpec } from '../core/print/print.ts';
import type { Spec } from '../core/spec/spec.ts';
import { MAX_TEXT_LENGTH } from '../core/syntax/parser.ts';
import { amount } from '../core/text/amount.ts';
import { describeForeign } from './foreign.ts';
import type { TraceFormat } from './format.ts';
import { FORMATS, formatOf } from './formats.ts';
import { ImportError } from './import-error.ts';
import { type JsonDocument, readDocuments } from './json/documents.ts';
import { assertText } from './text-source.ts';

/** What became of a file of recorded traces. */
export interface ImportedTrace {
  /** A `.trace` file: the printed spec. */
  readonly text: string;
  readonly spec: Spec;
  /** As users know it, such as `OTLP/JSON Lines`. */
  readonly format: string;
  readonly traces: number;
  readonly spans: number;
  readonly dropped: DroppedCounts;
  /** What was wrong with the file, one sentence each; what could be read was read all the same. */
  readonly warnings: readonly string[];
}

/**
 * Reads recorded traces of any format in `FORMATS` as a spec.
 * @param name of the file, for the comment at the head.
 * @throws ImportError where nothing can be read.
 */
export function importTrace(input: string | Uint8Array, { name }: { readonly name: string }): ImportedTrace {
  assertText(input);
  const { isLines, documents } = readDocuments(input);
  const problems = new Problems();
  const { format, spans } = collect(documents, isLines, problems);
  const title = titleOf(format, isLines);
  const folded = foldSpans(spans, `${name} (${title})`, problems);
  const text = printSpec(folded.spec);
  if (text.length > MAX_TEXT_LENGTH) throw tooLong(folded);
  return { ...folded, text, format: title, warnings: problems.sentences() };
}

function tooLong({ traces, spans }: Folded): ImportError {
  const limit = `${MAX_TEXT_LENGTH / 1_000_000} million characters`;
  return new ImportError(
    `${amount(traces, 'trace')} of ${amount(spans, 'span')} would make more than ${limit}, which no .trace file may have. Split the file.`,
  );
}

/** The format of a file as users know it; undefined where it is none that can be imported. Never throws. */
export function detectFormat(input: string | Uint8Array): string | undefined {
  try {
    assertText(input);
    const { isLines, documents } = readDocuments(input);
    const format = firstFormat(documents);
    return format === undefined ? undefined : titleOf(format, isLines);
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

function firstFormat(documents: Iterable<JsonDocument>): TraceFormat | undefined {
  for (const document of documents) return 'error' in document ? undefined : formatOf(document.value);
  return undefined;
}

function titleOf({ title }: TraceFormat, isLines: boolean): string {
  return isLines ? `${title} Lines` : title;
}

interface Collected {
  readonly format: TraceFormat;
  readonly spans: readonly RecordedSpan[];
}

function collect(documents: Iterable<JsonDocument>, isLines: boolean, problems: Problems): Collected {
  const spans: RecordedSpan[] = [];
  let format: TraceFormat | undefined;
  for (const document of documents) {
    if ('error' in document) {
      problems.count('broken-line', document.error.message);
      continue;
    }
    const found = formatOf(document.value);
    if (found === undefined && !isLines) throw foreign(document.value);
    if (found === undefined)
      problems.count('unknown-line', `line ${document.line} is ${describeForeign(document.value)}`);
    for (const span of found?.read(document.value, problems) ?? []) spans.push(span);
    format ??= found;
  }
  if (format === undefined)
    throw new ImportError(`No line of the file can be read: ${problems.sentences().join('; ')}.`);
  if (spans.length > 0) return { format, spans };
  const reasons = problems.sentences().map((sentence) => `; ${sentence}`);
  throw new ImportError(`The file is ${format.title} but holds no spans${reasons.join('')}.`);
}

function foreign(value: unknown): ImportError {
  const readable = FORMATS.map(({ title }) => title).join(', ');
  return new ImportError(`This is ${describeForeign(value)}. What can be read: ${readable}.`);
}
