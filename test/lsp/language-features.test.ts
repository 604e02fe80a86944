import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentLink,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { ModelStatus } from '../../server/src/protocol.ts';
import { ScriptedModel } from '../support/scripted-model.ts';
import { type ClientOptions, EDITOR, LspClient } from './client.ts';
import { until } from './until.ts';

const URI = 'file:///shop/orders.trace';
const OTHER = 'file:///shop/other.trace';
const TEXT = `service cart { }
trace browse {
  rpc cart Get ? as first
  in shop work { link frist }
}
`;
const CART = { line: 2, character: 7 };

let client: LspClient;

async function start(options: ClientOptions = {}): Promise<void> {
  client = await LspClient.start(options);
  client.open(URI, TEXT);
  client.open(OTHER, 'trace { rpc cart Put }\n');
}

beforeEach(() => start({ options: { trusted: true, commands: true } }));
afterEach(() => client.stop());

test('hover speaks markdown about the word under the cursor', async () => {
  const hover = await client.ask<Hover>('textDocument/hover', URI, { position: CART });
  expect(hover.contents).toMatchObject({
    kind: 'markdown',
    value: expect.stringContaining('**`cart`** service'),
  });
  expect(hover.range).toEqual({ start: { line: 2, character: 6 }, end: { line: 2, character: 10 } });
});

test('completion replaces the word at the cursor, best first', async () => {
  client.insert(URI, { line: 2, character: 25 }, '\n  rpc ca');
  const items = await client.ask<CompletionItem[]>('textDocument/completion', URI, {
    position: { line: 3, character: 8 },
  });
  expect(items[0]).toMatchObject({
    label: 'cart',
    sortText: '0000',
    textEdit: {
      newText: 'cart',
      range: { start: { line: 3, character: 6 }, end: { line: 3, character: 8 } },
    },
  });
});

test('definition, references and rename reach across open files', async () => {
  const definition = await client.ask<Location[]>('textDocument/definition', OTHER, {
    position: { line: 0, character: 13 },
  });
  expect(definition).toEqual([
    { uri: URI, range: { start: { line: 0, character: 8 }, end: { line: 0, character: 12 } } },
  ]);
  const references = await client.ask<Location[]>('textDocument/references', URI, {
    position: CART,
    context: { includeDeclaration: true },
  });
  expect(references.map(({ uri }) => uri)).toEqual([URI, URI, OTHER]);
  const edit = await client.ask<WorkspaceEdit>('textDocument/rename', URI, {
    position: CART,
    newName: 'basket',
  });
  expect(edit.documentChanges).toMatchObject([
    { textDocument: { uri: URI, version: 1 }, edits: [{ newText: 'basket' }, { newText: 'basket' }] },
    { textDocument: { uri: OTHER, version: 1 }, edits: [{ newText: 'basket' }] },
  ]);
});

test('what cannot be renamed is refused in words', async () => {
  expect(
    await client.ask('textDocument/prepareRename', URI, { position: { line: 2, character: 3 } }),
  ).toBeNull();
  const rename = client.ask('textDocument/rename', URI, { position: CART, newName: '' });
  await expect(rename).rejects.toMatchObject({ message: 'A name is not empty and stands on one line.' });
});

test('a quick fix is an edit of the version it was found in', async () => {
  const range = { start: { line: 3, character: 22 }, end: { line: 3, character: 22 } };
  const [action] = await client.ask<CodeAction[]>('textDocument/codeAction', URI, {
    range,
    context: { diagnostics: [] },
  });
  expect(action).toMatchObject({
    kind: 'quickfix',
    diagnostics: [{ code: 'unknown-label' }],
    edit: { documentChanges: [{ textDocument: { uri: URI, version: 1 }, edits: [{ newText: 'first' }] }] },
  });
  const others = { range, context: { diagnostics: [], only: ['refactor'] } };
  expect(await client.ask('textDocument/codeAction', URI, others)).toEqual([]);
});

describe('a redraw', () => {
  const DRAWN = 'file:///shop/drawn.trace';
  const position = { line: 1, character: 8 };
  const ask = (only?: readonly string[]) =>
    client.ask<CodeAction[]>('textDocument/codeAction', DRAWN, {
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only && { only }) },
    });

  async function restart(state: ModelStatus['state'], commands = true): Promise<void> {
    await client.stop();
    const model = new ScriptedModel();
    model.become({ state });
    await start({ model, options: { trusted: true, commands } });
    client.open(DRAWN, 'trace browse {\n  http gateway Get {\n    rpc cart Get\n  }\n}\n');
  }

  test('is offered as the command of the client at that position', async () => {
    await restart('idle');
    const [action] = await ask();
    expect(action).toEqual({
      title: 'Redraw this subtree',
      kind: 'refactor.rewrite',
      command: { title: 'Redraw this subtree', command: 'tracewright.redrawSubtree', arguments: [position] },
    });
    expect(await ask(['refactor'])).toEqual([action]);
    expect(await ask(['quickfix'])).toEqual([]);
  });

  test.each(['off', 'missing'] as const)('is not offered where the model is %s', async (state) => {
    await restart(state);
    expect(await ask()).toEqual([]);
  });

  test('is not offered to a client without the command', async () => {
    await restart('idle', false);
    expect(await ask()).toEqual([]);
  });
});

test('formatting changes only what is not canonical', async () => {
  expect(await client.ask('textDocument/formatting', OTHER, { options: {} })).not.toEqual([]);
  client.open(OTHER, 'trace {\n  rpc cart Put\n     rpc  shop Get\n}\n');
  expect(await client.ask<TextEdit[]>('textDocument/formatting', OTHER, { options: {} })).toEqual([
    {
      range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } },
      newText: '  rpc shop Get\n',
    },
  ]);
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  expect(await client.ask('textDocument/rangeFormatting', OTHER, { range, options: {} })).toEqual([]);
});

test('tokens come for the file and for a part of it', async () => {
  const all = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', URI);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 16 } };
  const first = await client.ask<SemanticTokens>('textDocument/semanticTokens/range', URI, { range });
  expect(first.data).toEqual(all.data.slice(0, 5));
  expect(client.capabilities.semanticTokensProvider?.legend.tokenTypes).toContain('hole');
});

test('selection ranges are linked from the inside out', async () => {
  const [selection] = await client.ask<SelectionRange[]>('textDocument/selectionRange', URI, {
    positions: [CART],
  });
  expect(selection?.range).toEqual({ start: { line: 2, character: 6 }, end: { line: 2, character: 10 } });
  expect(selection?.parent?.range.start).toEqual({ line: 2, character: 2 });
});

test('the path of a file counts from the folder of its document', async () => {
  client.insert(URI, { line: 2, character: 14 }, '~empirical("times of day.csv") ');
  const [link] = await client.ask<DocumentLink[]>('textDocument/documentLink', URI);
  expect(link?.target).toBe('file:///shop/times%20of%20day.csv');
});

describe('what settings and clients switch', () => {
  test('lenses run commands that the client has', async () => {
    const lenses = await client.ask<CodeLens[]>('textDocument/codeLens', URI);
    expect(lenses.map(({ command }) => command?.command)).toEqual([
      'tracewright.openPreviewToSide',
      'tracewright.fillAllHoles',
    ]);
  });

  test('a client without the commands gets no lenses', async () => {
    await client.stop();
    await start({ options: { trusted: true } });
    expect(client.capabilities.codeLensProvider).toBeUndefined();
  });

  test('hints come when they are switched on', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    expect(await client.ask('textDocument/inlayHint', URI, { range })).toEqual([]);
    await client.stop();
    await start({ settings: { inlayHints: { startTimes: true } } });
    await until(async () => {
      const hints = await client.ask<InlayHint[]>('textDocument/inlayHint', URI, { range });
      return hints[0]?.label === '0ns';
    });
  });

  test('a client that cannot be asked for settings sends them', async () => {
    await client.stop();
    await start({ capabilities: { ...EDITOR, workspace: {} } });
    const settings = { tracewright: { inlayHints: { startTimes: true } } };
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    expect(await client.ask('textDocument/inlayHint', URI, { range })).toHaveLength(2);
  });
});
