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
  const added = addedBehind(made, text, offset);
  if (offset < range.start || added === undefined) return undefined;
  if (!text.startsWith(before.slice(0, range.start))) return undefined;
  const typed = text.slice(range.start, offset);
  // What the editor added behind the cursor is the proposal's own end, or gives way to it.
  const ends = added !== '' && made.text.length > typed.length && made.text.endsWith(added);
  const whole = ends ? made.text.slice(0, -added.length) : made.text;
  if (!whole.startsWith(typed) || whole.length === typed.length) return undefined;
  if (!ends && added !== '' && !AUTO_CLOSED.has(added)) return undefined;
  const line = typed.lastIndexOf('\n') + 1;
  const end = ends ? offset : offset + added.length;
  return { range: { start: range.start + line, end }, text: whole.slice(line) };
}

/**
 * What the editor itself put behind the cursor: a closed brace or quote, or the line break and indentation before one.
 * Undefined where other text follows than did.
 */
function addedBehind({ before, range }: MadeProposal, text: string, offset: number): string | undefined {
  const end = text.length - (before.length - range.end);
  if (end < offset || !text.endsWith(before.slice(range.end))) return undefined;
  const added = text.slice(offset, end);
  return /^\s*["}]?$/.test(added) ? added : undefined;
}
