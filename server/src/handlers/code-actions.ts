import { type CodeAction, CodeActionKind, type ServerCapabilities } from 'vscode-languageserver';
import { codeActions as actionsAt, type FixAction } from '../features/code-actions.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { answerFrom, type ServerContext } from './context.ts';
import { toDiagnostic, toTextEdit } from './convert.ts';

export function codeActions(context: ServerContext): ServerCapabilities {
  context.connection.onCodeAction(({ textDocument, range, context: { only } }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) => {
      if (only !== undefined && !only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
      return actionsAt(document.analysis, document.fromRange(range)).map((action) =>
        toAction(document, action),
      );
    }),
  );
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } };
}

function toAction(document: TraceDocument, { diagnostic, fix, preferred }: FixAction): CodeAction {
  const { uri, version } = document;
  const edits = fix.edits.map((edit) => toTextEdit(document, edit));
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, diagnostic)],
    isPreferred: preferred,
    edit: { documentChanges: [{ textDocument: { uri, version }, edits }] },
  };
}
