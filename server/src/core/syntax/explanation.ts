import type { QuickFix } from '../diagnostic.ts';
import type { TextRange } from '../text/range.ts';

/** Codes of syntax errors: headings of docs/diagnostics.md, which never change their meaning. */
export type SyntaxCode =
  /** Something stands where nothing of its kind may. */
  | 'syntax-unexpected'
  /** Something that must stand there is not there. */
  | 'syntax-missing'
  /** A bracket or string that is opened and not closed, or the reverse. */
  | 'syntax-unclosed'
  /** A word in the place of a keyword that is none. */
  | 'syntax-unknown-word'
  /** A statement that belongs elsewhere. */
  | 'syntax-misplaced'
  /** The text as a whole is not read. */
  | 'syntax-unreadable';

/** What is wrong at a place and how it is put right. */
export interface Explanation {
  readonly code: SyntaxCode;
  readonly message: string;
  /** Where the squiggle goes, if not on the whole error. */
  readonly range?: TextRange;
  readonly fixes?: readonly QuickFix[];
}

export const OPEN_STRING = 'This string has no closing `"`.';

/** A fix that puts `text` in the place of `range`; an empty range inserts it. */
export function replacement(title: string, range: TextRange, text: string): readonly QuickFix[] {
  return [{ title, edits: [{ range, text }] }];
}
