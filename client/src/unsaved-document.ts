import { Position, type TextDocument, type Uri, WorkspaceEdit, workspace } from 'vscode';

/**
 * A new document with `text` that is not saved yet and stands beside `source`, with its name: `orders.json` gives
 * `orders.trace`, so that saving asks no question. A name that is taken, on disk or by another such document, is left
 * alone.
 */
export async function openUnsaved(source: Uri, text: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(await freeAddress(source));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  return document;
}

async function freeAddress(source: Uri): Promise<Uri> {
  for (let number = 1; ; number += 1) {
    const path = unsavedPath(source.path, number);
    if (!isOpen(path) && !(await exists(source.with({ path }))))
      return source.with({ scheme: 'untitled', path });
  }
}

/** The last ending gives way; a second document of the same name is numbered, as file managers do. */
function unsavedPath(source: string, number: number): string {
  const stem = source.replace(/(?<=[^/])\.[^./]*$/, '');
  return number === 1 ? `${stem}.trace` : `${stem}-${number}.trace`;
}

function isOpen(path: string): boolean {
  return workspace.textDocuments.some(({ uri, isClosed }) => uri.path === path && !isClosed);
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
