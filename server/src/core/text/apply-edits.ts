import type { TextEdit } from './range.ts';

/** The text after `edits`, which do not overlap and are in text order; each counts in the text as it was before. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { range, text: inserted } of edits) {
    parts.push(text.slice(from, range.start), inserted);
    from = range.end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
