import { NOTHING_TYPED, type TypedCall } from '../decoder/typed-call.ts';

/** What stands on the cursor's line, and how a new line would follow it. */
export interface CursorLine {
  /** Offset of the line's first character. */
  readonly start: number;
  /** What a proposal replaces ends here: at the cursor, or behind the quote that the editor has closed. */
  readonly end: number;
  /** White space that the line begins with. */
  readonly indent: string;
  /** What is typed between the indent and the cursor. */
  readonly typed: string;
  /**
   * `blank`: a call may be written on the line itself. `typing`: it is being written. `after`: the line is complete, so a
   * call goes on a new line behind it. `inside`: behind `{`, one level deeper.
   */
  readonly kind: 'blank' | 'typing' | 'after' | 'inside';
}

/** What a half-typed call may consist of: type, callee, and an operation that may be quoted. */
const HALF_TYPED =
  /^(?:async )?(?<type>[a-z]*)(?: (?<service>[\p{L}\p{N}_./:-]*)(?: (?:"(?<quoted>[^"\\]*)|(?<operation>[\p{L}\p{N}_./:-]*)))?)?$/u;

/** Whether a line's beginning is a call whose quoted operation is being typed. */
export function endsInOperation(line: string): boolean {
  return HALF_TYPED.exec(line.trimStart())?.groups?.['quoted'] !== undefined;
}

/** Looks at the line around `offset`; undefined where text follows the cursor, so that nothing can be proposed. */
export function cursorLine(text: string, offset: number): CursorLine | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const behind = text.slice(offset, newline === -1 ? undefined : newline).trim();
  const line = text.slice(start, offset);
  if (line.length > MAX_LINE) return undefined;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const typed = line.slice(indent.length);
  // An editor closes a quote as soon as it is typed.
  const quote = behind === '"' && endsInOperation(typed);
  if (behind !== '' && !quote) return undefined;
  const end = quote ? text.indexOf('"', offset) + 1 : offset;
  if (typed === '') return { start, end, indent, typed, kind: 'blank' };
  if (HALF_TYPED.test(typed)) return { start, end, indent, typed, kind: 'typing' };
  if (typed.includes('#')) return undefined;
  return { start, end, indent, typed, kind: typed.trimEnd().endsWith('{') ? 'inside' : 'after' };
}

/** Nobody types a longer line, and looking at one costs time at every key. */
const MAX_LINE = 1_000;

/** Reads a half-typed call. */
export function typedCall(line: CursorLine): TypedCall {
  const groups = line.kind === 'typing' ? HALF_TYPED.exec(line.typed)?.groups : undefined;
  if (groups === undefined) return NOTHING_TYPED;
  const { type = '', service, operation, quoted } = groups;
  const asked = quoted ?? operation;
  return {
    type,
    typeDone: service !== undefined,
    service: service ?? '',
    serviceDone: asked !== undefined,
    operation: asked ?? '',
  };
}
