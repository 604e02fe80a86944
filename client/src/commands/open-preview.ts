import { l10n, ViewColumn } from 'vscode';
import { activeTraceEditor } from '../trace-editor.ts';
import type { Command, CommandContext } from './command.ts';

export const openPreview: Command = (context) => open(context, ViewColumn.Active);

export const openPreviewToSide: Command = (context) => open(context, ViewColumn.Beside);

function open({ previews, notify }: CommandContext, column: ViewColumn): void {
  const editor = activeTraceEditor();
  if (editor === undefined) notify.tell(l10n.t('Open a .trace file first.'));
  else previews.open(editor.document.uri, column);
}
