import { afterEach, expect, test } from 'vitest';
import { EDITOR, LspClient } from './client.ts';

let client: LspClient;

afterEach(() => client.stop());

test('an editor that can do all of it is offered all of it', async () => {
  client = await LspClient.start({ options: { trusted: true, commands: true } });
  expect(Object.keys(client.capabilities).toSorted()).toEqual([
    'codeActionProvider',
    'codeLensProvider',
    'completionProvider',
    'definitionProvider',
    'diagnosticProvider',
    'documentFormattingProvider',
    'documentHighlightProvider',
    'documentLinkProvider',
    'documentRangeFormattingProvider',
    'documentSymbolProvider',
    'foldingRangeProvider',
    'hoverProvider',
    'inlayHintProvider',
    'inlineCompletionProvider',
    'referencesProvider',
    'renameProvider',
    'selectionRangeProvider',
    'semanticTokensProvider',
    'textDocumentSync',
    'workspace',
  ]);
});

test('what an editor cannot do is not offered', async () => {
  client = await LspClient.start({ capabilities: { ...EDITOR, textDocument: {} }, options: {} });
  expect(client.capabilities.diagnosticProvider).toBeUndefined();
  expect(client.capabilities.codeLensProvider).toBeUndefined();
});

test('every request about a document that is not open is answered', async () => {
  client = await LspClient.start({ options: { trusted: true, commands: true } });
  const position = { line: 0, character: 0 };
  const range = { start: position, end: position };
  const asked = {
    codeAction: { range, context: { diagnostics: [] } },
    codeLens: {},
    completion: { position },
    definition: { position },
    documentHighlight: { position },
    documentLink: {},
    documentSymbol: {},
    foldingRange: {},
    formatting: { options: {} },
    hover: { position },
    inlayHint: { range },
    inlineCompletion: { position, context: { triggerKind: 1 } },
    prepareRename: { position },
    references: { position, context: { includeDeclaration: true } },
    selectionRange: { positions: [position] },
  };
  for (const [method, params] of Object.entries(asked)) {
    const answer = await client.ask(`textDocument/${method}`, 'file:///unknown.trace', params);
    expect(answer ?? [], method).toEqual([]);
  }
});
