import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { ContentChange } from '../workspace/trace-document.ts';
import type { Handler } from './context.ts';

export const synchronization: Handler = ({ connection, documents }) => {
  connection.onDidOpenTextDocument(({ textDocument }) =>
    documents.open(textDocument.uri, textDocument.version, textDocument.text),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    documents.change(textDocument.uri, textDocument.version, contentChanges as readonly ContentChange[]),
  );
  connection.onDidCloseTextDocument(({ textDocument }) => documents.close(textDocument.uri));
  return { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } };
};
