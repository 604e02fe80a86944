import { NOTHING_TYPED, type TypedCall } from '../decoder/typed-call.ts';

/** What stands on the cursor's line, and how a new line would follow it. */
export interface CursorLine {
  /** Offset of the line's first character. */
  readonly start: number;
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

/** Words that a half-typed call may consist of: type, callee, operation. */
const HALF_TYPED = /^(?:async )?[a-z]*(?: [\p{L}\p{N}_./:-]*){0,2}$/u;

/** Looks at the line around `offset`; undefined where text follows the cursor, so that nothing can be proposed. */
export function cursorLine(text: string, offset: number, isComplete: boolean): CursorLine | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const behind = text.slice(offset, end === -1 ? undefined : end);
  if (behind.trim() !== '') return undefined;
  const line = text.slice(start, offset);
  if (line.length > MAX_LINE) return undefined;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const typed = line.slice(indent.length);
  if (typed === '') return { start, indent, typed, kind: 'blank' };
  if (typed.includes('#')) return undefined;
  if (typed.trimEnd().endsWith('{')) return { start, indent, typed, kind: 'inside' };
  if (!isComplete && HALF_TYPED.test(typed)) return { start, indent, typed, kind: 'typing' };
  return { start, indent, typed, kind: 'after' };
}

/** Nobody types a longer line, and looking at one costs time at every key. */
const MAX_LINE = 1_000;

/** Reads a half-typed call; undefined where it goes on beyond what a proposal begins with. */
export function typedCall(line: CursorLine): TypedCall | undefined {
  if (line.kind !== 'typing') return NOTHING_TYPED;
  const [type = '', service, operation, ...rest] = line.typed.split(' ');
  if (rest.length > 0) return undefined;
  return {
    type,
    typeDone: service !== undefined,
    service: service ?? '',
    serviceDone: operation !== undefined,
    operation: operation ?? '',
  };
}
