import { l10n } from 'vscode';
import { applyFill } from '../fill.ts';
import { activeTraceEditor } from '../trace-editor.ts';
import type { Command } from './command.ts';

export const fillAllHoles: Command = async ({ server, notify }) => {
  const editor = activeTraceEditor();
  if (editor === undefined) return notify.tell(l10n.t('Open a .trace file first.'));
  const { document } = editor;
  const response = await server.request('tracewright/fillAll', {
    textDocument: { uri: document.uri.toString() },
    version: document.version,
  });
  await applyFill(document, response, notify);
};
