import { l10n } from 'vscode';
import type { ImportResponse } from '../../server/src/protocol.ts';

/** One notification's worth: what came in, and what the text does not say. */
export function importSummary({ traces, spans, format, dropped, warnings }: ImportResponse): string {
  const imported = l10n.t('Imported {0} traces ({1} spans) from {2}.', traces, spans, format);
  const left =
    dropped === '' ? [] : [l10n.t('Left out, since a call line has no place for them: {0}.', dropped)];
  return [imported, ...left, ...warnings].join(' ');
}
