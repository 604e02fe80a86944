import type { TextRange } from '../text/range.ts';
import type { Entry } from './kinds.ts';

/** A node of the syntax tree, copied out of the parser's memory once and then read as plain data. */
export interface Cst {
  /** The grammar's name of it, or the token itself (`'async'`). */
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  /** Without its block. */
  readonly children: readonly Cst[];
  readonly block?: Block;
  /** Something in it could not be read; its block and the statements it wraps do not count. */
  readonly damaged: boolean;
}

/** What stands between braces, already built. */
export interface Block {
  readonly range: TextRange;
  readonly entries: readonly Entry[];
  /** The comment behind the opening brace. */
  readonly comment?: string;
  /** Comments behind the last entry. */
  readonly inner?: readonly string[];
  /** Its closing brace is missing. */
  readonly unclosed?: true;
}

export function rangeOf(cst: Cst): TextRange {
  return { start: cst.start, end: cst.end };
}

/** The text's part that `cst` covers. */
export function textOf(cst: Cst, source: string): string {
  return source.slice(cst.start, cst.end);
}

export function childOf(cst: Cst, field: string): Cst | undefined {
  for (const child of cst.children) {
    if (child.field === field) return child;
  }
  return undefined;
}

export function childOfType(cst: Cst, type: string): Cst | undefined {
  for (const child of cst.children) {
    if (child.type === type) return child;
  }
  return undefined;
}
