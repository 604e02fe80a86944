import { ImportError } from '../import-error.ts';
import { linesOf, wholeText } from '../text-source.ts';
import { parseJson } from './parse.ts';

/** A JSON value of a file: the only one, or one line of JSON Lines. */
export type JsonDocument =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly error: ImportError };

/** `isLines` where the file holds one value a line. */
export interface JsonDocuments {
  readonly isLines: boolean;
  readonly documents: Iterable<JsonDocument>;
}

/**
 * Reads a file as one JSON value or as JSON Lines: it is the latter where the first line is a value by itself and more
 * follows. Lines are decoded and parsed one at a time; a broken one does not spoil the others.
 * @throws ImportError where the file is one value that is broken.
 */
export function readDocuments(input: string | Uint8Array): JsonDocuments {
  const lines = linesOf(input);
  const first = nextWritten(lines);
  const value = first === undefined ? undefined : tryParse(first.text);
  if (first === undefined || value === undefined) return single(parseJson(wholeText(input)));
  const second = nextWritten(lines);
  if (second === undefined) return single(value.parsed);
  return { isLines: true, documents: chain({ line: first.line, value: value.parsed }, second, lines) };
}

interface Line {
  readonly line: number;
  readonly text: string;
}

function single(value: unknown): JsonDocuments {
  return { isLines: false, documents: [{ line: 1, value }] };
}

function nextWritten(lines: Iterator<Line>): Line | undefined {
  for (let next = lines.next(); !next.done; next = lines.next()) {
    if (next.value.text.trim() !== '') return next.value;
  }
  return undefined;
}

function tryParse(text: string): { readonly parsed: unknown } | undefined {
  try {
    return { parsed: parseJson(text) };
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

function* chain(first: JsonDocument, second: Line, lines: Iterator<Line>): Generator<JsonDocument> {
  yield first;
  for (let line: Line | undefined = second; line !== undefined; line = nextWritten(lines))
    yield parseLine(line);
}

function parseLine({ line, text }: Line): JsonDocument {
  try {
    return { line, value: parseJson(text, line) };
  } catch (error) {
    if (error instanceof ImportError) return { line, error };
    throw error;
  }
}
