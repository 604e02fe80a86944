import type { TextRange } from '../text/range.ts';

/** The braces of one line, strings and comments left out. */
export interface LineBraces {
  /** Columns of blanks before the text; undefined for a line without text. */
  readonly indent: number | undefined;
  /** Offsets of `{` that the line itself does not close. */
  readonly opened: readonly number[];
  /** Offsets of `}` whose `{` stands on an earlier line. */
  readonly closed: readonly number[];
  /** The line begins with a closing brace. */
  readonly leads: boolean;
}

/** The lines of `range`, one after another. */
export function* bracesByLine(text: string, range: TextRange): Generator<LineBraces> {
  for (let start = range.start; start < range.end; ) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 || lineBreak >= range.end ? range.end : lineBreak;
    yield bracesOfLine(text, start, end);
    start = end + 1;
  }
}

function bracesOfLine(text: string, start: number, end: number): LineBraces {
  const opened: number[] = [];
  const closed: number[] = [];
  let first = start;
  while (first < end && isBlank(text.charCodeAt(first))) first += 1;
  for (let at = first; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === '#') break;
    if (character === '"') at = endOfString(text, at, end);
    else if (character === '{') opened.push(at);
    else if (character === '}' && opened.pop() === undefined) closed.push(at);
  }
  const indent = first < end && text.charAt(first) !== '#' ? first - start : undefined;
  return { indent, opened, closed, leads: closed[0] === first };
}

/** Offset of the closing quote; of the opening one where there is none, so that the rest of the line counts. */
function endOfString(text: string, open: number, end: number): number {
  for (let at = open + 1; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"') return at;
  }
  return open;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0xfeff;
}
