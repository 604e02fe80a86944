import type { TraceParser } from '../../server/src/core/syntax/parser.ts';
import type { TextRange } from '../../server/src/core/text/range.ts';
import type { TraceFile } from '../../server/src/features/trace-file.ts';
import { TraceDocument } from '../../server/src/workspace/trace-document.ts';

/** A text with `$0` where the cursor is; without one, the cursor is at its start. */
export interface Fixture {
  readonly text: string;
  readonly offset: number;
}

export function fixture(marked: string): Fixture {
  const offset = marked.indexOf('$0');
  if (offset < 0) return { text: marked, offset: 0 };
  return { text: marked.slice(0, offset) + marked.slice(offset + 2), offset };
}

/** The file that features see for `text`; its document lives as long as the parser. */
export function traceFile(parser: TraceParser, text: string, uri = 'file:///a.trace'): TraceFile {
  return new TraceDocument(parser, uri, 1, text).analysis;
}

/**
 * `text` with the ranges marked by `^` in a line below each of their lines, as
 *
 *     rpc auth Verify
 *         ^^^^ label
 *
 * so that a test reads where something is. Only lines that are marked are given.
 */
export function marked(text: string, ranges: readonly (TextRange & { readonly label?: string })[]): string {
  const lines = text.split('\n');
  let start = 0;
  const shown: string[] = [];
  for (const line of lines) {
    const here = ranges.filter((range) => start <= range.start && range.start <= start + line.length);
    if (here.length > 0) shown.push(line);
    for (const range of here) {
      const length = Math.max(1, Math.min(range.end - start, line.length) - (range.start - start));
      shown.push(
        `${' '.repeat(range.start - start)}${'^'.repeat(length)}${range.label ? ` ${range.label}` : ''}`,
      );
    }
    start += line.length + 1;
  }
  return shown.join('\n');
}
