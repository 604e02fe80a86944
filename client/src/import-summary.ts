import { l10n } from 'vscode';
import type { ImportResponse } from '../../server/src/protocol.ts';

/** One notification's worth: what came in, and what the text does not say. */
export function importSummary({ traces, spans, format, dropped, warnings }: ImportResponse): string {
  const imported = l10n.t('Imported {0} ({1}) from {2}.', traceCount(traces), spanCount(spans), format);
  const left =
    dropped === '' ? [] : [l10n.t('Left out, since a call line has no place for them: {0}.', dropped)];
  return [imported, ...left, ...warnings.map((warning) => `${warning}.`)].join(' ');
}

function traceCount(traces: number): string {
  return traces === 1 ? l10n.t('1 trace') : l10n.t('{0} traces', traces);
}

function spanCount(spans: number): string {
  return spans === 1 ? l10n.t('1 span') : l10n.t('{0} spans', spans);
}
