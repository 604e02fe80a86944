import {
  type Disposable,
  RelativePattern,
  type Tab,
  TabInputText,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';

/**
 * The text as the editor has it, opened where its editor is closed; undefined where it is gone. What an open editor
 * holds counts even when its file is gone.
 */
export async function documentAt(uri: Uri): Promise<TextDocument | undefined> {
  try {
    if (!window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => isTabOf(uri, tab)))) {
      // An untitled document would be made anew, and the editor keeps one for minutes whose file is gone.
      if (uri.scheme === 'untitled') return undefined;
      await workspace.fs.stat(uri);
    }
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Calls `changed` when the text changes, and when there may be one now where there was none, or the other way round. */
export function watchDocument(uri: Uri, changed: () => void): Disposable[] {
  const changedIfSame = (other: Uri) => other.toString() === uri.toString() && changed();
  const subscriptions: Disposable[] = [
    workspace.onDidChangeTextDocument(({ document }) => changedIfSame(document.uri)),
    workspace.onDidOpenTextDocument((document) => changedIfSame(document.uri)),
    workspace.onDidCloseTextDocument((document) => changedIfSame(document.uri)),
    window.tabGroups.onDidChangeTabs(({ closed }) => closed.some((tab) => isTabOf(uri, tab)) && changed()),
  ];
  if (uri.scheme === 'untitled') return subscriptions;
  const files = workspace.createFileSystemWatcher(
    new RelativePattern(Uri.joinPath(uri, '..'), '*'),
    false,
    true,
    false,
  );
  return [...subscriptions, files, files.onDidCreate(changedIfSame), files.onDidDelete(changedIfSame)];
}

function isTabOf(uri: Uri, { input }: Tab): boolean {
  return input instanceof TabInputText && input.uri.toString() === uri.toString();
}
