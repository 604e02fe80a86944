import type { TextRange } from '../../core/text/range.ts';

/** Insert `text` in place of `range`, which lies on the cursor's line. */
export interface Remainder {
  readonly range: TextRange;
  readonly text: string;
}

/** A proposal as it was made: `text` in place of `range` of `before`. */
export interface MadeProposal {
  readonly before: string;
  readonly range: TextRange;
  readonly text: string;
}

/** What an editor closes by itself when its partner is typed; a proposal brings its own. */
const AUTO_CLOSED: ReadonlySet<string> = new Set(['}', '"']);

/**
 * What is left of a proposal after the user typed or accepted its beginning, up to `offset` of `text`; undefined where
 * anything else was changed. This is what keeps grey text still while one types along, and what answers the editor's
 * "accept word" and "accept line" without asking the model again.
 */
export function typedAhead(made: MadeProposal, text: string, offset: number): Remainder | undefined {
  const { before, range } = made;
  const closed = closedByEditor(made, text, offset);
  if (offset < range.start || closed === undefined) return undefined;
  if (!text.startsWith(before.slice(0, range.start))) return undefined;
  const typed = text.slice(range.start, offset);
  if (!made.text.startsWith(typed) || made.text.length === typed.length) return undefined;
  const line = typed.lastIndexOf('\n') + 1;
  return { range: { start: range.start + line, end: offset + closed }, text: made.text.slice(line) };
}

/** How many characters the editor closed by itself behind the cursor; undefined where other text follows than did. */
function closedByEditor({ before, range }: MadeProposal, text: string, offset: number): number | undefined {
  const tail = before.length - range.end;
  const closed = text.length - offset - tail;
  if (closed !== 0 && !(closed === 1 && AUTO_CLOSED.has(text.charAt(offset)))) return undefined;
  return text.endsWith(before.slice(range.end)) ? closed : undefined;
}
