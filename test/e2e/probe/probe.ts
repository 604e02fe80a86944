/** A test-only extension: a small server in the extension host that answers the questions of `questions.ts`. */
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as vscode from 'vscode';
import { AT_ONCE_FILE, PROBE_SOCKET, type ProbeDiagnostic, type ProbeQuestions } from './questions.ts';

type Answers = {
  readonly [Q in keyof ProbeQuestions]: (
    argument: ProbeQuestions[Q]['argument'],
  ) => ProbeQuestions[Q]['answer'] | Thenable<ProbeQuestions[Q]['answer']>;
};

export function activate(context: vscode.ExtensionContext): void {
  const socket = process.env[PROBE_SOCKET];
  if (!socket) return;
  // A window that is loaded again gets a new extension host while the old socket may still lie there.
  rmSync(socket, { force: true });
  const server = createServer((request, response) => void answer(request, response)).listen(socket);
  context.subscriptions.push({ dispose: () => server.close() }, greyTextAtOnce());
}

/** Grey text that nobody has to work out: what remains of its time is the editor's own. */
function greyTextAtOnce(): vscode.Disposable {
  const isBehindBrace = (document: vscode.TextDocument, { line, character }: vscode.Position): boolean =>
    document.lineAt(line).text.charAt(character - 1) === '{';
  return vscode.languages.registerInlineCompletionItemProvider(
    { pattern: `**/${AT_ONCE_FILE}` },
    {
      provideInlineCompletionItems: (document, position) =>
        isBehindBrace(document, position)
          ? [new vscode.InlineCompletionItem(' at once', new vscode.Range(position, position))]
          : [],
    },
  );
}

const answers: Answers = {
  open: async ({ path, beside }) => {
    const viewColumn = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await vscode.window.showTextDocument(vscode.Uri.file(path), { viewColumn, preview: false });
    return true;
  },
  discardAll: async () => {
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    return true;
  },
  setting: async ({ name, value }) => {
    await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
    return true;
  },
  environment: ({ name, value }) => {
    process.env[name] = value;
    return true;
  },
  rename: ({ from, to }) => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to));
    return vscode.workspace.applyEdit(edit);
  },
  text: ({ path }) => documentAt(path)?.getText(),
  diagnostics: ({ path }) => vscode.languages.getDiagnostics(vscode.Uri.file(path)).map(plainDiagnostic),
  hover: async ({ path, line, character }) => {
    const place = new vscode.Position(line, character);
    const uri = vscode.Uri.file(path);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      place,
    );
    const contents = hovers.flatMap((hover) => hover.contents);
    return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
  },
  cursor: () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    const { line, character } = editor.selection.active;
    return { line, character, selectedText: editor.document.getText(editor.selection) };
  },
  moveCursor: ({ line, character }) => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return false;
    const position = new vscode.Position(line, character);
    editor.selection = new vscode.Selection(position, position);
    editor.revealRange(new vscode.Range(position, position));
    return true;
  },
  command: ({ id, args }) => vscode.commands.executeCommand(id, ...args),
  extension: ({ id }) => {
    const extension = vscode.extensions.getExtension(id);
    return extension && { isActive: extension.isActive };
  },
  start: async ({ id, path }) => {
    const extension = vscode.extensions.getExtension(id);
    if (extension === undefined || extension.isActive) throw new Error(`${id} is missing or active already`);
    const uri = vscode.Uri.file(path);
    const started = performance.now();
    const [activated] = await Promise.all([
      extension.activate().then(() => performance.now() - started),
      vscode.workspace.openTextDocument(uri),
    ]);
    await symbolsOf(uri);
    return { activated, answering: performance.now() - started };
  },
  startupPerformance: async () => {
    await vscode.commands.executeCommand('perfview.show');
    const uri = vscode.Uri.from({ scheme: 'perf', path: 'Startup Performance' });
    return (await vscode.workspace.openTextDocument(uri)).getText();
  },
};

/** Asks until somebody provides symbols, as the server does from its start on. */
async function symbolsOf(uri: vscode.Uri): Promise<void> {
  for (;;) {
    const symbols: unknown[] | undefined = await vscode.commands.executeCommand(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    if (symbols !== undefined && symbols.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const value = await dispatch(await bodyOf(request));
    response.end(JSON.stringify({ value }));
  } catch (error) {
    response.end(JSON.stringify({ error: String(error) }));
  }
}

function dispatch(body: string): unknown {
  const { question, argument } = JSON.parse(body) as { question: keyof ProbeQuestions; argument: never };
  return answers[question](argument);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const documentAt = (path: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find((document) => document.uri.fsPath === path);

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

function plainDiagnostic(diagnostic: vscode.Diagnostic): ProbeDiagnostic {
  const { start, end } = diagnostic.range;
  return {
    message: diagnostic.message,
    code: codeOf(diagnostic),
    severity: SEVERITIES[diagnostic.severity],
    startLine: start.line,
    startCharacter: start.character,
    endLine: end.line,
    endCharacter: end.character,
  };
}

function codeOf({ code }: vscode.Diagnostic): string {
  if (code === undefined) return '';
  return String(typeof code === 'object' ? code.value : code);
}
