import type { TextRange } from '../text/range.ts';
import { bracesByLine, type LineBraces } from './line-braces.ts';

interface OpenBrace {
  readonly offset: number;
  readonly indent: number;
}

/**
 * Which braces people most likely forgot to close: counting alone always blames the outermost, indentation knows better.
 * A brace is guilty where a line stands no deeper than its own line before it is closed; then come the braces that are
 * open at the end, innermost first.
 * @returns offsets of `{`, the most suspect first.
 */
export function openBraces(text: string, range: TextRange): readonly number[] {
  const guilty: number[] = [];
  const open: OpenBrace[] = [];
  for (const line of bracesByLine(text, range)) {
    const { indent } = line;
    if (indent === undefined) continue;
    for (let top = open.at(-1); top !== undefined && isLeft(top, indent, line.leads); top = open.at(-1)) {
      guilty.push(top.offset);
      open.pop();
    }
    applyLine(line, indent, open);
  }
  return [...guilty, ...open.reverse().map((brace) => brace.offset)];
}

/**
 * The `}` that most likely is one too many: one that stands deeper than the line it closes.
 * @returns its offset; undefined where the indentation says nothing.
 */
export function strayBrace(text: string, range: TextRange): number | undefined {
  const open: OpenBrace[] = [];
  for (const line of bracesByLine(text, range)) {
    const { indent, closed } = line;
    if (indent === undefined) continue;
    const top = open.at(-1);
    if (line.leads && top !== undefined && indent > top.indent) return closed[0];
    const outermost = closed[open.length - 1];
    applyLine(line, indent, open);
    // The line that closes the last block is where the item ends: it should stand where the item begins.
    if (outermost !== undefined && open.length === 0) return indent > 0 ? outermost : undefined;
  }
  return undefined;
}

/** Whether a line of this indentation cannot be inside the block. */
function isLeft(brace: OpenBrace, indent: number, leads: boolean): boolean {
  return leads ? indent < brace.indent : indent <= brace.indent;
}

function applyLine(line: LineBraces, indent: number, open: OpenBrace[]): void {
  for (const _ of line.closed) open.pop();
  for (const offset of line.opened) open.push({ offset, indent });
}
