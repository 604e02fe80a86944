import { type TextEditor, window } from 'vscode';

/** The editor in front, if it shows a `.trace` document. */
export function activeTraceEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.languageId === 'trace' ? editor : undefined;
}
