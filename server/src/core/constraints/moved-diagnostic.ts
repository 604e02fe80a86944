import type { Diagnostic } from '../diagnostic.ts';
import type { TextRange } from '../text/range.ts';

/** `diagnostic` for a text in which all that it speaks of stands `by` characters further down. */
export function movedDiagnostic(diagnostic: Diagnostic, by: number): Diagnostic {
  const { related, fixes } = diagnostic;
  return {
    ...diagnostic,
    range: moved(diagnostic.range, by),
    ...(related && { related: related.map((each) => ({ ...each, range: moved(each.range, by) })) }),
    ...(fixes && {
      fixes: fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, range: moved(edit.range, by) })),
      })),
    }),
  };
}

function moved({ start, end }: TextRange, by: number): TextRange {
  return { start: start + by, end: end + by };
}
