import type { ServerCapabilities } from 'vscode-languageserver';
import { formatting as formattingEdits } from '../features/formatting.ts';
import { answerFrom, type ServerContext } from './context.ts';
import { toTextEdit } from './convert.ts';

export function formatting(context: ServerContext): ServerCapabilities {
  context.connection.onDocumentFormatting(({ textDocument }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) =>
      formattingEdits(document.analysis).map((edit) => toTextEdit(document, edit)),
    ),
  );
  context.connection.onDocumentRangeFormatting(({ textDocument, range }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) =>
      formattingEdits(document.analysis, document.fromRange(range)).map((edit) => toTextEdit(document, edit)),
    ),
  );
  return { documentFormattingProvider: true, documentRangeFormattingProvider: true };
}
