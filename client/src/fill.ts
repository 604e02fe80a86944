import { l10n, Range, type TextDocument, TextEdit, WorkspaceEdit, workspace } from 'vscode';
import type { FillResponse, WireEdit } from '../../server/src/protocol.ts';
import { type Notifier, tellOutdated } from './notify.ts';

/**
 * Applies all edits as one undo step, or none where the document has moved on. The editor compares versions once more
 * when the edit arrives, so that a key pressed meanwhile is never overwritten.
 */
export async function applyFill(
  document: TextDocument,
  response: FillResponse,
  notify: Notifier,
): Promise<void> {
  if (response.edits.length > 0 && !(await applyEdits(document, response))) return tellOutdated(notify);
  const refusal = refusalText(response);
  if (refusal !== undefined) notify.tell(refusal);
}

/** The same for a subtree that was drawn by a seed, which is told, so that it can be had again. */
export async function applyRedraw(
  document: TextDocument,
  response: FillResponse,
  seed: number,
  notify: Notifier,
): Promise<void> {
  if (response.edits.length > 0 && !(await applyEdits(document, response))) return tellOutdated(notify);
  const [refused] = response.refused;
  if (response.filled > 0) return notify.tell(l10n.t('Redrawn with seed {0}.', seed));
  notify.tell(
    refused === undefined
      ? l10n.t('Put the cursor on a call that makes calls.')
      : l10n.t('The subtree stays: {0}', refused.reason),
  );
}

async function applyEdits(document: TextDocument, response: FillResponse): Promise<boolean> {
  if (document.isClosed || document.version !== response.version) return false;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, response.edits.map(toTextEdit));
  return workspace.applyEdit(edit);
}

function toTextEdit({ range: { start, end }, newText }: WireEdit): TextEdit {
  return TextEdit.replace(new Range(start.line, start.character, end.line, end.character), newText);
}

/** Says what stayed open and why; the first reason stands for the rest. */
function refusalText({ filled, refused }: FillResponse): string | undefined {
  const first = refused[0];
  if (first === undefined) return filled === 0 ? l10n.t('There is no hole to fill here.') : undefined;
  const line = first.range.start.line + 1;
  if (refused.length === 1) return l10n.t('The hole in line {0} stays open: {1}', line, first.reason);
  return l10n.t('{0} holes stay open; the first, in line {1}: {2}', refused.length, line, first.reason);
}
