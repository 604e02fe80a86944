import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import type { TraceFile } from './trace-file.ts';

/** What a code counts as in place of its own severity; `off` hides it. */
export type SeverityOverrides = Readonly<Record<string, Severity | 'off'>>;

/** More squiggles than this help nobody; that some are left out is itself a finding. */
export const MAX_DIAGNOSTICS = 1000;

/**
 * Everything found about a file, in text order, syntax before rules at the same place.
 * @param others that are not found by rules
 */
export function diagnostics(
  file: TraceFile,
  overrides: SeverityOverrides,
  others: readonly Diagnostic[] = [],
): readonly Diagnostic[] {
  const found = [...file.syntaxDiagnostics, ...file.ruleDiagnostics, ...others]
    .flatMap((diagnostic) => withSeverity(diagnostic, overrides))
    .sort((a, b) => a.range.start - b.range.start);
  return found.length <= MAX_DIAGNOSTICS
    ? found
    : [...found.slice(0, MAX_DIAGNOSTICS), moreThanShown(found.length)];
}

function withSeverity(diagnostic: Diagnostic, overrides: SeverityOverrides): readonly Diagnostic[] {
  const severity = Object.hasOwn(overrides, diagnostic.code) ? overrides[diagnostic.code] : undefined;
  if (severity === undefined || severity === diagnostic.severity) return [diagnostic];
  return severity === 'off' ? [] : [{ ...diagnostic, severity }];
}

function moreThanShown(count: number): Diagnostic {
  return {
    code: 'too-many-findings',
    severity: 'information',
    range: { start: 0, end: 0 },
    message: `The first ${MAX_DIAGNOSTICS} of ${count} findings are shown.`,
  };
}
