import { type CodeAction, CodeActionKind, type ServerCapabilities } from 'vscode-languageserver';
import type { TextRange } from '../core/text/range.ts';
import { type FixAction, codeActions as fixesAt } from '../features/code-actions.ts';
import { type Refactoring, refactorings as refactoringsAt } from '../features/refactorings.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { answerFrom, type ServerContext } from './context.ts';
import { toDiagnostic, toTextEdit } from './convert.ts';

const { QuickFix, RefactorRewrite } = CodeActionKind;

/** The client's own commands. */
const COMMANDS: Readonly<Record<Refactoring['action'], { title: string; command: string }>> = {
  redraw: { title: 'Redraw this subtree', command: 'tracewright.redrawSubtree' },
};

export function codeActions(context: ServerContext): ServerCapabilities {
  context.connection.onCodeAction(({ textDocument, range, context: { only } }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) => {
      const asked = document.fromRange(range);
      const isWanted = (kind: CodeActionKind) => only?.some((wanted) => kind.startsWith(wanted)) ?? true;
      return [
        ...(isWanted(QuickFix) ? fixes(document, asked) : []),
        ...(isWanted(RefactorRewrite) && canGenerate(context) ? refactorings(document, asked) : []),
      ];
    }),
  );
  return { codeActionProvider: { codeActionKinds: [QuickFix, RefactorRewrite] } };
}

/** The client has the commands, and there is a model that may be started for them. */
function canGenerate({ options, model }: ServerContext): boolean {
  const { state } = model.status;
  return options.commands === true && state !== 'off' && state !== 'missing';
}

function fixes(document: TraceDocument, range: TextRange): CodeAction[] {
  return fixesAt(document.analysis, range).map((action) => toFix(document, action));
}

function toFix(document: TraceDocument, { diagnostic, fix, preferred }: FixAction): CodeAction {
  const { uri, version } = document;
  const edits = fix.edits.map((edit) => toTextEdit(document, edit));
  return {
    title: fix.title,
    kind: QuickFix,
    diagnostics: [toDiagnostic(document, diagnostic)],
    isPreferred: preferred,
    edit: { documentChanges: [{ textDocument: { uri, version }, edits }] },
  };
}

function refactorings(document: TraceDocument, range: TextRange): CodeAction[] {
  return refactoringsAt(document.analysis, range).map(({ action, offset }) => {
    const { title, command } = COMMANDS[action];
    const { start } = document.toRange({ start: offset, end: offset });
    return { title, kind: RefactorRewrite, command: { title, command, arguments: [start] } };
  });
}
