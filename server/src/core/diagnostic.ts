import type { TextEdit, TextRange } from './text/range.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A finding about a document; `code` is one of `docs/diagnostics.md`'s headings and never changes its meaning. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly range: TextRange;
  readonly message: string;
  readonly related?: readonly RelatedLocation[];
  readonly fixes?: readonly QuickFix[];
}

/** Another place that takes part in a finding, such as the clause that a call breaks. */
export interface RelatedLocation {
  readonly range: TextRange;
  readonly message: string;
}

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** For sorting findings into the order of the text. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.range.start - b.range.start || a.range.end - b.range.end;
}
