import type { Diagnostic } from '../diagnostic.ts';
import { isSilenced, type Silenced } from './broken.ts';
import type { Finding, Rule } from './rule.ts';

/** What a rule has found as a diagnostic; none where the line says that it is broken on purpose. */
export function diagnosticOf(rule: Rule, finding: Finding, silenced?: Silenced): Diagnostic[] {
  const { range, message, related, fixes, owner } = finding;
  if (silenced !== undefined && isSilenced(silenced, rule.code, owner)) return [];
  return [
    {
      code: rule.code,
      severity: rule.severity,
      range,
      message,
      ...(related && related.length > 0 && { related }),
      ...(fixes && fixes.length > 0 && { fixes }),
    },
  ];
}
