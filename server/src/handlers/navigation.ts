import {
  DocumentHighlightKind,
  type Location,
  type Position,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  type Location as CoreLocation,
  definitions,
  highlights,
  references,
} from '../features/navigation/navigate.ts';
import { renamable, rename, renameProblem } from '../features/navigation/rename.ts';
import type { TraceFile } from '../features/trace-file.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { answerFrom, type ServerContext } from './context.ts';
import { toTextEdit } from './convert.ts';
import { requestFailed } from './errors.ts';

/** Definition, references, highlight and rename of services, labels and traces in the open documents. */
export function navigation(context: ServerContext): ServerCapabilities {
  const { connection } = context;
  connection.onDefinition(({ textDocument, position }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) =>
      toLocations(
        context,
        definitions(document.analysis, document.offsetAt(position), filesFor(context, document)),
      ),
    ),
  );
  connection.onReferences(({ textDocument, position, context: { includeDeclaration } }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) => {
      const files = filesFor(context, document);
      const offset = document.offsetAt(position);
      return toLocations(context, references(document.analysis, offset, files, includeDeclaration));
    }),
  );
  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) =>
      highlights(document.analysis, document.offsetAt(position)).map(({ range, role }) => ({
        range: document.toRange(range),
        kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  );
  registerRename(context);
  return {
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
  };
}

function registerRename(context: ServerContext): void {
  context.connection.onPrepareRename(({ textDocument, position }, token) =>
    answerFrom(context, textDocument.uri, token, null, (document) => {
      const found = renamable(document.analysis, document.offsetAt(position));
      return found === undefined ? null : { range: document.toRange(found.range), placeholder: found.text };
    }),
  );
  context.connection.onRenameRequest(({ textDocument, position, newName }, token) => {
    const problem = problemOf(context, textDocument.uri, position, newName);
    if (problem !== undefined) return requestFailed(problem);
    return answerFrom(context, textDocument.uri, token, null, (document) =>
      renameEverywhere(context, document, document.offsetAt(position), newName),
    );
  });
}

function problemOf(
  context: ServerContext,
  uri: string,
  position: Position,
  newName: string,
): string | undefined {
  const document = context.documents.get(uri);
  return document && renameProblem(document.analysis, document.offsetAt(position), newName);
}

function renameEverywhere(
  context: ServerContext,
  document: TraceDocument,
  offset: number,
  newName: string,
): WorkspaceEdit {
  const files = rename(document.analysis, offset, newName, filesFor(context, document));
  const documentChanges = files.flatMap(({ uri, version, edits }) => {
    const changed = context.documents.get(uri);
    return changed === undefined
      ? []
      : [{ textDocument: { uri, version }, edits: edits.map((edit) => toTextEdit(changed, edit)) }];
  });
  return { documentChanges };
}

/** The document itself first, so that its places come first. */
function filesFor({ documents }: ServerContext, document: TraceDocument): readonly TraceFile[] {
  const others = documents.all().filter((other) => other !== document);
  return [document, ...others].map(({ analysis }) => analysis);
}

function toLocations({ documents }: ServerContext, locations: readonly CoreLocation[]): Location[] {
  return locations.flatMap(({ uri, range }) => {
    const document = documents.get(uri);
    return document === undefined ? [] : [{ uri, range: document.toRange(range) }];
  });
}
