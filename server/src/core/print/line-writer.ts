import { type Entry, isClosed } from '../spec/kinds.ts';
import { printHead } from './head.ts';
import { bracesOf, inlineBraces, tailOf, unbracedStatement } from './layout.ts';

/** Levels beyond this are not indented further, so that the text of a deep trace grows with its lines alone. */
const MAX_INDENT = 200;

/** An open brace: which entries are still to be written, and how it closes. */
interface Frame {
  readonly entries: readonly Entry[];
  readonly level: number;
  next: number;
  readonly inner: readonly string[];
  /** The line that ends it; undefined for the outermost frame, and where the brace is missing. */
  readonly closing: string | undefined;
}

/** The canonical lines of `entries`, indented by `level`. A stack of its own: a spec may be nested to any depth. */
export function printLines(entries: readonly Entry[], level: number): string[] {
  const lines: string[] = [];
  const stack: Frame[] = [{ entries, level, next: 0, inner: [], closing: undefined }];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const entry = frame.entries[frame.next];
    frame.next += 1;
    if (entry === undefined) {
      closeFrame(lines, frame);
      stack.pop();
    } else {
      const opened = printEntry(lines, entry, frame.level);
      if (opened !== undefined) stack.push(opened);
    }
  }
  return lines;
}

function closeFrame(lines: string[], { level, inner, closing }: Frame): void {
  printComments(lines, inner, level);
  if (closing !== undefined) lines.push(indent(level - 1) + closing);
}

/** Comments and blank lines before a statement or a closing brace: no blank line opens a block or follows another. */
export function printComments(lines: string[], comments: readonly string[], level: number): void {
  for (const comment of comments) {
    if (comment !== '') lines.push(indent(level) + comment);
    else if (mayBeBlank(lines.at(-1))) lines.push('');
  }
}

function mayBeBlank(before: string | undefined): boolean {
  return before !== undefined && before !== '' && !/\{(?: {2}#.*)?$/.test(before);
}

function indent(level: number): string {
  return '  '.repeat(Math.min(level, MAX_INDENT));
}

/** Writes what comes before the entries of `entry`; returns the frame that they are to be written in. */
function printEntry(lines: string[], entry: Entry, level: number): Frame | undefined {
  printComments(lines, entry.leading ?? [], level);
  const { head, last, comment } = headOfChain(entry, level);
  const braces = last.verbatim !== undefined && isClosed(last) ? undefined : bracesOf(last);
  const tail = last.verbatim === undefined ? tailOf(last) : '';
  if (braces === undefined) {
    putLine(lines, entry, level, head + tail + behind(comment));
    return undefined;
  }
  const closed = closedBraces(last, braces, indent(level).length + head.length + tail.length);
  if (closed !== undefined) {
    putLine(lines, entry, level, head + closed + tail + behind(comment));
    return undefined;
  }
  putLine(lines, entry, level, `${head} {${behind(last.comment)}`);
  const closing = last.unclosed ? undefined : `}${tail}${behind(comment)}`;
  return { entries: braces, level: level + 1, next: 0, inner: last.inner ?? [], closing };
}

/** Braces that need no lines of their own. */
function closedBraces(entry: Entry, inside: readonly Entry[], used: number): string | undefined {
  if (inside.length > 0) return inlineBraces(entry, used);
  if (entry.comment !== undefined || entry.inner !== undefined) return undefined;
  return entry.unclosed ? ' {' : ' { }';
}

interface HeadOfChain {
  readonly head: string;
  /** The last entry of `30%: 20%: call …`, whose braces follow. */
  readonly last: Entry;
  /** The comment that ends the last line. */
  readonly comment?: string;
}

function headOfChain(entry: Entry, level: number): HeadOfChain {
  let head = headText(entry, level);
  let comment = commentBehind(entry);
  let last = entry;
  for (let nested = unbracedStatement(last); nested !== undefined; nested = unbracedStatement(last)) {
    head += ` ${headText(nested, level)}`;
    comment ??= commentBehind(nested);
    last = nested;
  }
  return comment === undefined ? { head, last } : { head, last, comment };
}

function headText(entry: Entry, level: number): string {
  const mute = entry.muted ? '/- ' : '';
  if (entry.verbatim !== undefined) return mute + entry.verbatim;
  const head = printHead(entry);
  if (entry.kind === 'unreadable' || !head.includes('\n')) return mute + head;
  return mute + head.replaceAll('\n', `\n${indent(level)}`);
}

/** The comment behind all of an entry: behind its last brace where it has one. */
function commentBehind(entry: Entry): string | undefined {
  if (entry.closingComment !== undefined) return entry.closingComment;
  return bracesOf(entry) === undefined || unbracedStatement(entry) !== undefined ? entry.comment : undefined;
}

function behind(comment: string | undefined): string {
  return comment === undefined ? '' : `  ${comment}`;
}

function putLine(lines: string[], entry: Entry, level: number, text: string): void {
  const before = lines.length - 1;
  if (entry.joined && before >= 0) lines[before] = `${lines[before]} ${text}`;
  else lines.push(indent(level) + text);
}
