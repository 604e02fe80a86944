import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CancellationToken, FullDocumentDiagnosticReport } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import { systemClock } from '../../server/src/workspace/clock.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { ScriptedModel } from '../support/scripted-model.ts';
import { type ClientOptions, EDITOR, LspClient } from './client.ts';
import { until } from './until.ts';

const URI = 'file:///orders.trace';
/** A store has no children: `db` at line 1. */
const GUILTY = 'trace {\n  db orders-db INSERT {\n    rpc auth Verify\n  }\n}\n';

let client: LspClient;
let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock();
});

afterEach(() => client.stop());

async function start(options: ClientOptions = {}): Promise<void> {
  client = await LspClient.start({ clock, ...options });
}

function pull(token?: CancellationToken, previousResultId?: string): Promise<FullDocumentDiagnosticReport> {
  const params = { textDocument: { uri: URI }, ...(previousResultId && { previousResultId }) };
  const { connection } = client;
  const method = 'textDocument/diagnostic';
  return token ? connection.sendRequest(method, params, token) : connection.sendRequest(method, params);
}

function codes({ items }: FullDocumentDiagnosticReport): readonly unknown[] {
  return items.map(({ code }) => code);
}

describe('a client that pulls', () => {
  test('gets the findings of an opened document at once, with a link to their page', async () => {
    await start();
    client.open(URI, GUILTY);
    const report = await pull();
    expect(codes(report)).toEqual(['store-with-children']);
    expect(report.items[0]?.codeDescription?.href).toMatch(/docs\/diagnostics\.md#store-with-children$/);
  });

  test('waits until the typing rests', async () => {
    await start();
    client.open(URI, GUILTY);
    client.insert(URI, { line: 2, character: 4 }, '# ');
    const report = pull();
    await until(() => clock.waiting === 1);
    client.insert(URI, { line: 2, character: 4 }, '# ');
    await client.ask('textDocument/foldingRange', URI);
    clock.advance(249);
    await until(() => clock.waiting === 1);
    clock.advance(250);
    expect(codes(await report)).toEqual([]);
  });

  test('is answered about other documents while a long disordered one is read in slices', async () => {
    await start({ clock: systemClock });
    client.open(URI, `trace a {\n${'p r { } rp }c r\n{{ p c }p }'.repeat(24_000)}`);
    client.open('file:///other.trace', GUILTY);
    const answers: string[] = [];
    const report = pull().then((found) => {
      answers.push('the long one');
      return found;
    });
    await client.ask('textDocument/foldingRange', 'file:///other.trace');
    answers.push('the other');
    expect(codes(await report).length).toBeGreaterThan(100);
    expect(answers).toEqual(['the other', 'the long one']);
  });

  test('gets the findings anew of a document that was closed, changed elsewhere and opened again', async () => {
    await start();
    client.open(URI, GUILTY);
    const { resultId } = await pull();
    client.close(URI);
    client.open(URI, 'trace {\n}\n');
    const again = await pull(undefined, resultId);
    expect(again.kind).toBe('full');
    expect(codes(again)).toEqual([]);
  });

  test('hears nothing of a request that it withdrew', async () => {
    await start();
    client.open(URI, GUILTY);
    client.insert(URI, { line: 2, character: 4 }, '# ');
    const source = new CancellationTokenSource();
    const report = pull(source.token);
    await until(() => clock.waiting === 1);
    source.cancel();
    await expect(report).rejects.toMatchObject({ code: -32800 });
  });

  test('is told that nothing has changed', async () => {
    await start();
    client.open(URI, GUILTY);
    const { resultId } = await pull();
    expect(await pull(undefined, resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  test('severities are those of the settings', async () => {
    await start({ settings: { diagnostics: { severity: { 'store-with-children': 'hint' } } } });
    client.open(URI, GUILTY);
    await until(async () => (await pull()).items[0]?.severity === 4);
  });
});

/** A model that finds the call in line 2 odd. */
function findsOdd(): ScriptedModel {
  const model = new ScriptedModel();
  const start = USUAL.indexOf('rpc auth');
  const odd = { range: { start, end: start + 'rpc auth'.length }, probability: 0.002, alternatives: [] };
  model.odd = async () => [odd];
  return model;
}

const USUAL = 'trace {\n  http web Get {\n    rpc auth Verify\n  }\n}\n';
const HINT = {
  code: 'odd-call',
  severity: 4,
  range: { start: { line: 2, character: 4 }, end: { line: 2, character: 12 } },
  message: 'An unusual call: nothing else here makes it, and it is 0.2 % likely.',
};

describe('a hint at an odd call', () => {
  test('comes when the typing rests and the model is awake, and goes with the next key', async () => {
    const model = findsOdd();
    await start({ model });
    client.open(URI, USUAL);
    await client.ask('textDocument/foldingRange', URI);
    expect(model.asked).toEqual([]);
    const others = clock.waiting;
    model.become({ state: 'ready' });
    expect(clock.waiting).toBe(others + 1);
    clock.advance(1_499);
    expect((await pull()).items).toEqual([]);
    clock.advance(1);
    await until(async () => (await pull()).items.length === 1);
    expect((await pull()).items).toMatchObject([HINT]);
    expect(model.asked).toMatchObject([{ kind: 'oddCalls', options: { threshold: 0.005 } }]);
    client.insert(URI, { line: 4, character: 0 }, ' ');
    const report = pull();
    await until(() => clock.waiting >= 2);
    clock.advance(250);
    expect((await report).items).toEqual([]);
  });

  test('is sent to a client that cannot pull', async () => {
    const model = findsOdd();
    model.status = { state: 'ready' };
    await start({ model, capabilities: { ...EDITOR, textDocument: {} } });
    client.open(URI, USUAL);
    await until(() => clock.waiting > 0);
    clock.advance(1_500);
    await until(() => client.published.at(-1)?.diagnostics.length === 1);
    expect(client.published.at(-1)?.diagnostics).toMatchObject([HINT]);
  });

  test('is not looked for where the setting is 0', async () => {
    const model = findsOdd();
    model.status = { state: 'ready' };
    await start({ model, settings: { diagnostics: { oddCalls: 0 } } });
    client.open(URI, USUAL);
    await until(() => model.configured.some((settings) => settings['diagnostics.oddCalls'] === 0));
    clock.advance(5_000);
    await until(async () => (await pull()).items.length === 0);
  });
});

describe('a client that cannot pull', () => {
  const PUSHED = { ...EDITOR, textDocument: {} };

  test('is sent the findings, and none once the document is closed', async () => {
    await start({ capabilities: PUSHED });
    client.open(URI, GUILTY);
    await until(() => client.published.length > 0);
    expect(client.published[0]).toMatchObject({
      uri: URI,
      version: 1,
      diagnostics: [{ code: 'store-with-children' }],
    });
    client.close(URI);
    await until(() => client.published.at(-1)?.diagnostics.length === 0);
  });

  test('after many edits is sent one answer, to the last of them', async () => {
    await start({ capabilities: PUSHED });
    client.open(URI, 'trace {\n}\n');
    await until(() => client.published.length > 0);
    const before = client.published.length;
    for (const key of 'rpc auth Verify') client.insert(URI, { line: 1, character: 0 }, key);
    await until(() => clock.waiting > 0);
    await client.ask('textDocument/foldingRange', URI);
    clock.advance(250);
    await until(() => client.published.length > before);
    await client.ask('textDocument/foldingRange', URI);
    expect(client.published.slice(before).map(({ version }) => version)).toEqual([16]);
  });
});
