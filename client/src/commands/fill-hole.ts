import { l10n } from 'vscode';
import { applyFill } from '../fill.ts';
import { activeTraceEditor } from '../trace-editor.ts';
import type { Command } from './command.ts';

export const fillHole: Command = async ({ server, notify }) => {
  const editor = activeTraceEditor();
  if (editor === undefined)
    return notify.tell(l10n.t('Open a .trace file and put the cursor on a hole first.'));
  const { document, selection } = editor;
  const response = await server.request('tracewright/fillHole', {
    textDocument: { uri: document.uri.toString() },
    version: document.version,
    position: { line: selection.active.line, character: selection.active.character },
  });
  await applyFill(document, response, notify);
};
