import type { Diagnostic, QuickFix } from '../core/diagnostic.ts';
import type { TextRange } from '../core/text/range.ts';
import type { TraceFile } from './trace-file.ts';

export interface FixAction {
  readonly diagnostic: Diagnostic;
  readonly fix: QuickFix;
  /** The only remedy of its finding, which "fix all" may take. */
  readonly preferred: boolean;
}

/** The remedies of the findings that touch `range`. */
export function codeActions(file: TraceFile, range: TextRange): readonly FixAction[] {
  return [...file.syntaxDiagnostics, ...file.ruleDiagnostics]
    .filter((diagnostic) => diagnostic.range.start <= range.end && range.start <= diagnostic.range.end)
    .flatMap((diagnostic) => actionsOf(diagnostic));
}

function actionsOf(diagnostic: Diagnostic): readonly FixAction[] {
  const fixes = diagnostic.fixes ?? [];
  return fixes.map((fix) => ({ diagnostic, fix, preferred: fixes.length === 1 }));
}
