import type { TextEdit, TextRange } from './range.ts';

/** How many characters at the start and at the end of a text are as they were in an earlier version of it. */
export interface Unchanged {
  readonly prefix: number;
  readonly suffix: number;
}

/**
 * What edits leave as it was, in text and in syntax.
 * @param edits applied one after another, each to the text that the one before it left.
 * @param length of the text after all of them.
 * @param changed the ranges of that text whose syntax may differ.
 */
export function unchangedBy(
  edits: readonly TextEdit[],
  length: number,
  changed: readonly TextRange[],
): Unchanged {
  const growth = edits.reduce((sum, { range, text }) => sum + text.length - (range.end - range.start), 0);
  let before = length - growth;
  let kept: Unchanged = { prefix: before, suffix: before };
  for (const { range, text } of edits) {
    kept = narrower(kept, { prefix: range.start, suffix: before - range.end });
    before += text.length - (range.end - range.start);
  }
  for (const { start, end } of changed) kept = narrower(kept, { prefix: start, suffix: length - end });
  return kept;
}

/** What two changes, one after the other, both leave as it was. */
export function narrower(a: Unchanged, b: Unchanged): Unchanged {
  return { prefix: Math.min(a.prefix, b.prefix), suffix: Math.min(a.suffix, b.suffix) };
}
