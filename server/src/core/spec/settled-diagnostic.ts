import type { Diagnostic } from '../diagnostic.ts';
import type { Pieces } from './pieces.ts';

/** `diagnostic` about a spec that keeps the positions of its reading, with those that they are now. */
export function settledDiagnostic(diagnostic: Diagnostic, pieces: Pieces): Diagnostic {
  const { range, related, fixes } = diagnostic;
  return {
    ...diagnostic,
    range: pieces.range(range),
    ...(related && { related: related.map((each) => ({ ...each, range: pieces.range(each.range) })) }),
    ...(fixes && {
      fixes: fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, range: pieces.range(edit.range) })),
      })),
    }),
  };
}
