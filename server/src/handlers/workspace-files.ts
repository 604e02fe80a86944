import {
  DidChangeWatchedFilesNotification,
  type FileOperationRegistrationOptions,
  type ServerCapabilities,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import type { Handler, ServerContext } from './context.ts';

const TRACE_FILES = { watchers: [{ globPattern: '**/*.trace' }] };

/** What becomes of files is watched; of a folder that goes, nobody says what was in it. */
const FOLDERS: FileOperationRegistrationOptions = {
  filters: [{ pattern: { glob: '**', matches: 'folder' } }],
};

/** Keeps the index of the workspace's files up to date. Nothing is read that was not opened before the workspace is trusted. */
export const workspaceFiles: Handler = (context) => {
  const { connection, client, documents, index, whenInitialized, whenTrusted } = context;
  let { folders, trusted } = context;
  const read = () => {
    if (trusted) index.setFolders(folders);
  };
  whenTrusted.push(() => {
    trusted = true;
    read();
  });
  whenInitialized.push(() => {
    read();
    void watch(context);
    if (!client.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders((event) => {
      folders = after(folders, event);
      read();
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // What an editor saves of an open document, which may be after each word, is known already.
    index.changed(changes.flatMap(({ uri }) => (documents.get(uri) ? [] : [uri])));
  });
  documents.onChanged(() => index.standBack());
  // Its text counted until now, whatever was on the disk.
  documents.onClosed(({ uri }) => index.changed([uri]));
  return { workspace: capabilitiesFor(context) };
};

function capabilitiesFor({
  connection,
  client,
  index,
}: ServerContext): NonNullable<ServerCapabilities['workspace']> {
  const { didRename, didDelete } = client.workspace?.fileOperations ?? {};
  if (didRename) connection.workspace.onDidRenameFiles(() => index.searchAgain());
  if (didDelete) connection.workspace.onDidDeleteFiles(() => index.searchAgain());
  return {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { ...(didRename && { didRename: FOLDERS }), ...(didDelete && { didDelete: FOLDERS }) },
  };
}

async function watch({ connection, client }: ServerContext): Promise<void> {
  if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, TRACE_FILES);
}

function after(folders: readonly string[], { added, removed }: WorkspaceFoldersChangeEvent): string[] {
  const gone = new Set(removed.map(({ uri }) => uri));
  return [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
}
