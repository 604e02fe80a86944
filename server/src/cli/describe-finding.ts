import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import type { Paint } from './paint.ts';

/** Where a finding is, as people count: from 1, columns in UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A longer line is shown around the finding only. */
const WIDTH = 120;
const BEFORE = 40;

/**
 * A finding as compilers print it: `file:line:column severity code message`, then the line with the guilty part marked.
 * @param source the line, without its break.
 * @param length of the guilty part on that line.
 */
export function describeFinding(
  { file, line, column }: Place,
  { severity, code, message }: Diagnostic,
  source: string,
  length: number,
  paint: Paint,
): string {
  const start = column - 1;
  const from = source.length <= WIDTH ? 0 : Math.max(0, start - BEFORE);
  const shown = harmless(source.slice(from, from + WIDTH));
  const gap = shown.slice(0, start - from).replace(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.max(1, Math.min(length, shown.length - (start - from))));
  const [before, after] = [from > 0 ? '…' : '', from + WIDTH < source.length ? '…' : ''];
  return [
    `${file}:${line}:${column} ${paint(COLORS[severity], severity)} ${code} ${harmless(message)}`,
    `    ${before}${shown}${after}`,
    `    ${before && ' '}${gap}${paint(COLORS[severity], marks)}`,
    '',
  ].join('\n');
}

/** Control characters of a file must not reach the terminal. */
function harmless(text: string): string {
  return text.replace(/[^\P{Cc}\t]/gu, '\uFFFD');
}

const COLORS = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'gray',
} as const satisfies Record<Severity, string>;
