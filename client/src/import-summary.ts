import { l10n } from 'vscode';
import type { ImportResponse } from '../../server/src/protocol.ts';

/** One notification's worth: what came in, and what the text does not say. */
export function importSummary({ traces, spans, format, dropped }: ImportResponse): string {
  const imported = l10n.t('Imported {0} traces ({1} spans) from {2}.', traces, spans, format);
  if (dropped.length === 0) return imported;
  const left = dropped.map(({ what, count }) => `${what} (${count})`).join(', ');
  return `${imported} ${l10n.t('Left out: {0}.', left)}`;
}
