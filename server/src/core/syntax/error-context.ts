import type { TextRange } from '../text/range.ts';
import type { ErrorPlace } from './find-errors.ts';

/** An error with the text around it, as its explanations look at it. */
export interface ErrorContext {
  readonly source: string;
  /** The guilty text without blanks around it, no further than its first line. */
  readonly range: TextRange;
  readonly text: string;
  /** What stands before it in its statement and on its line; strings are emptied, since they may hold anything. */
  readonly before: string;
  /** First word of the statement, without `/-`, a share or `async`; the error's own where it stands first. */
  readonly word: string;
  /** Type of the node around it. */
  readonly parent: string;
}

/** Longer lines are looked at near the error only. */
const NEAR = 300;

export function errorContext(source: string, place: ErrorPlace): ErrorContext {
  const range = guiltyLine(source, place.range);
  const text = source.slice(range.start, range.end);
  const before = statementBefore(source, range.start);
  const word = firstWord(`${before} ${text}`);
  return { source, range, text, before, word, parent: place.parents[0]?.type ?? 'source_file' };
}

function guiltyLine(source: string, { start, end }: TextRange): TextRange {
  const line = source.slice(start, Math.min(end, start + NEAR));
  const shown = /^[^\n]*/.exec(line)?.[0].trimEnd() ?? '';
  return { start, end: start + Math.max(shown.length, Math.min(1, end - start)) };
}

function statementBefore(source: string, offset: number): string {
  const near = source.slice(Math.max(0, offset - NEAR), offset);
  const line = near.slice(near.lastIndexOf('\n') + 1).replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return line.slice(Math.max(line.lastIndexOf('{'), line.lastIndexOf(';')) + 1).trim();
}

function firstWord(statement: string): string {
  const bare = statement
    .trim()
    .replace(/^\/-\s*/, '')
    .replace(/^[\d.]+%\s*:\s*/, '');
  return /^async\s+\S/.test(bare) ? wordAt(bare.slice('async'.length).trim()) : wordAt(bare);
}

function wordAt(text: string): string {
  return /^[^\s{]*/.exec(text)?.[0] ?? '';
}
