import { printSpec } from '../core/print/print.ts';
import type { TextEdit, TextRange } from '../core/text/range.ts';
import { brokenAsWritten } from './as-written.ts';
import { lineEdits } from './line-edits.ts';
import type { TraceFile } from './trace-file.ts';

/**
 * The edits that make the canonical text of a file, as few lines as can be, so that cursors and folds stay; with a
 * `range`, those that touch it. What could not be read, or whose braces do not match, is left alone.
 */
export function formatting(file: TraceFile, range?: TextRange): readonly TextEdit[] {
  if (!file.readable) return [];
  const { spec, kept } = brokenAsWritten(file.spec, file.text);
  const edits = lineEdits(file.text, withBreaksOf(file.text, printSpec(spec))).filter(
    (edit) => !kept.some((part) => edit.range.start < part.end && part.start < edit.range.end),
  );
  return range === undefined ? edits : edits.filter((edit) => overlap(edit.range, range));
}

/** The printer ends lines with a line feed; a file keeps the breaks it has. */
function withBreaksOf(text: string, printed: string): string {
  return /^[^\n]*\r\n/.test(text) ? printed.replaceAll('\n', '\r\n') : printed;
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
