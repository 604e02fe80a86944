import { type Cst, textOf } from './cst.ts';

/** How a list is spelled on one line, and when it is empty. */
export interface ListStyle {
  readonly open: string;
  readonly close: string;
  readonly padding: string;
  readonly empty: string;
}

export const ARRAY: ListStyle = { open: '[', close: ']', padding: '', empty: '[]' };
export const MAP: ListStyle = { open: '{', close: '}', padding: ' ', empty: '{ }' };

const PUNCTUATION: ReadonlySet<string> = new Set(['~', '(', ')', ',', '|', '[', ']', '{', '}', ';', '\n']);

/** Whether `cst` says something: it is neither punctuation nor a comment nor unreadable. */
export function isPart(cst: Cst): boolean {
  return !PUNCTUATION.has(cst.type) && cst.type !== 'comment' && cst.type !== 'ERROR';
}

/** The canonical spelling of a list: on one line where it was written so, else one part a line, with its comments. */
export function spellList(cst: Cst, source: string, style: ListStyle, spell: (part: Cst) => string): string {
  const { open, close, padding, empty } = style;
  const isLong = textOf(cst, source).includes('\n');
  if (!isLong) {
    const parts = cst.children.filter(isPart).map(spell);
    return parts.length === 0 ? empty : open + padding + parts.join(', ') + padding + close;
  }
  const lines = spellLines(cst, source, spell);
  return lines.length === 0 ? empty : `${open}\n${lines.map(indented).join('\n')}\n${close}`;
}

function spellLines(cst: Cst, source: string, spell: (part: Cst) => string): readonly string[] {
  const lines: string[] = [];
  let isLineStart = true;
  for (const child of cst.children) {
    if (child.type === '\n') isLineStart = true;
    if (child.type === 'comment') addComment(lines, textOf(child, source).trimEnd(), isLineStart);
    if (!isPart(child)) continue;
    lines.push(`${spell(child)},`);
    isLineStart = false;
  }
  return lines;
}

function addComment(lines: string[], comment: string, ownLine: boolean): void {
  const last = lines.pop();
  if (last === undefined) lines.push(comment);
  else if (ownLine) lines.push(last, comment);
  else lines.push(`${last}  ${comment}`);
}

function indented(line: string): string {
  return `  ${line.replaceAll('\n', '\n  ')}`;
}
