import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';

const TEXT = `service orders-db { db.system.name = "postgresql" }
trace "place order" {
  http gateway "POST /orders" {
    rpc   auth Verify 8ms
    db orders-db INSERT 3ms
  }
}
`;
const SPAN = {
  traceId: '5b8efff798038103d269b633813fc60c',
  spanId: 'eee19b7ec3c1b174',
  name: 'GET /cart',
  kind: 2,
  startTimeUnixNano: '1772446500000000000',
  endTimeUnixNano: '1772446500041000000',
};
const OTLP = JSON.stringify({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'gateway' } }] },
      scopeSpans: [{ spans: [SPAN] }],
    },
  ],
});

suite('the language in the editor', () => {
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    document = await vscode.workspace.openTextDocument({ language: 'trace', content: TEXT });
    await vscode.window.showTextDocument(document);
    await serverAnswers(document.uri);
  });

  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('has an outline of services, traces and calls', async () => {
    const symbols = await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider');
    deepEqual(
      symbols.map(({ name }) => name),
      ['orders-db', 'place order'],
    );
    deepEqual(
      symbols[1]?.children[0]?.children.map(({ name, detail }) => `${detail} ${name}`),
      ['rpc auth Verify', 'db orders-db INSERT'],
    );
  });

  test('explains a service and a time', async () => {
    match(await hoverAt('orders-db INSERT'), /\*\*`orders-db`\*\* store[\s\S]*`gateway` 1×/);
    match(await hoverAt('8ms'), /Starts at .*lasts 8ms/);
  });

  test('knows where a service is declared', async () => {
    const places = await ask<vscode.Location[]>('vscode.executeDefinitionProvider', at('orders-db INSERT'));
    equal(places[0]?.range.start.line, 0);
  });

  test('formats a document', async () => {
    await vscode.commands.executeCommand('editor.action.formatDocument');
    match(document.getText(), /\n {4}rpc auth Verify 8ms\n/);
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), TEXT);
  });

  test('shows what breaks a rule, and takes it back when it is mended', async () => {
    await insert(document, new vscode.Position(4, 27), ' { rpc audit Write }');
    const [finding] = await diagnostics(document, (all) => all.length > 0);
    equal(typeof finding?.code === 'object' ? finding.code.value : finding?.code, 'store-with-children');
    await vscode.commands.executeCommand('undo');
    await diagnostics(document, (all) => all.length === 0);
  });

  test('switches inline completions off and on again', async () => {
    const mode = () => vscode.workspace.getConfiguration('tracewright').get('inlineCompletion.mode');
    equal(mode(), 'automatic');
    await vscode.commands.executeCommand('tracewright.toggleInlineCompletions');
    equal(mode(), 'off');
    await vscode.commands.executeCommand('tracewright.toggleInlineCompletions');
    equal(mode(), 'automatic');
  });

  test('opens a sketch, which has holes and no errors', async () => {
    await vscode.commands.executeCommand('tracewright.newTrace');
    const sketch = vscode.window.activeTextEditor?.document;
    equal(sketch?.languageId, 'trace');
    ok(sketch?.getText().includes('?'));
    const errors = vscode.languages.getDiagnostics(sketch.uri).filter(({ severity }) => severity === 0);
    deepEqual(errors, []);
  });

  test('imports a recorded trace into a new document', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    ok(folder, 'a workspace is open');
    const file = vscode.Uri.joinPath(folder, 'recorded.json');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(OTLP));
    await vscode.commands.executeCommand('tracewright.importTrace', file);
    const imported = vscode.window.activeTextEditor?.document;
    equal(imported?.languageId, 'trace');
    match(imported?.getText() ?? '', /http gateway "GET \/cart"|gateway "GET \/cart"/);
  });

  function ask<T>(command: string, ...args: readonly unknown[]): Thenable<T> {
    return vscode.commands.executeCommand<T>(command, document.uri, ...args);
  }

  /** The position of `words`. */
  function at(words: string): vscode.Position {
    return document.positionAt(TEXT.indexOf(words) + 1);
  }

  async function hoverAt(words: string): Promise<string> {
    const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', at(words));
    const contents = hovers.flatMap((hover) => hover.contents);
    return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
  }
});

/** The editor knows of no provider before the server has started. */
async function serverAnswers(uri: vscode.Uri): Promise<void> {
  const symbols = await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);
  if (symbols !== undefined) return;
  await new Promise((resolve) => setTimeout(resolve, 50));
  return serverAnswers(uri);
}

async function insert(document: vscode.TextDocument, position: vscode.Position, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, position, text);
  ok(await vscode.workspace.applyEdit(edit));
}

/** Resolves once the findings are as wanted; the suite's limit ends the wait. */
function diagnostics(
  document: vscode.TextDocument,
  wanted: (all: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const all = vscode.languages.getDiagnostics(document.uri);
      if (!wanted(all)) return;
      listener.dispose();
      resolve(all);
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}
