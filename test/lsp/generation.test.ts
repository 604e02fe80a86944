import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, type Hover, type InlineCompletionItem } from 'vscode-languageserver';
import type { Assessment } from '../../server/src/generate/generator.ts';
import { ModelUnavailable } from '../../server/src/generate/language-model.ts';
import type { FillResponse, ModelStatus } from '../../server/src/protocol.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { ScriptedModel, untilAborted } from '../support/scripted-model.ts';
import { LspClient } from './client.ts';
import { until } from './until.ts';

const URI = 'file:///orders.trace';
const TEXT = 'trace {\n  rpc a B ?\n  \n}\n';
const AUTOMATIC = { context: { triggerKind: 2 }, position: { line: 2, character: 2 } };
const INVOKED = { ...AUTOMATIC, context: { triggerKind: 1 } };
const HOLE = TEXT.indexOf('?');
const EDIT = { edits: [{ range: { start: HOLE, end: HOLE + 1 }, text: '5ms' }], filled: 1, refused: [] };

let client: LspClient;
let model: ScriptedModel;
let statuses: ModelStatus[];

beforeEach(async () => {
  model = new ScriptedModel();
  client = await LspClient.start({ model, settings: { fill: { seed: 7, temperature: 1 } } });
  statuses = [];
  client.connection.onNotification('tracewright/modelStatus', (status: ModelStatus) => {
    statuses.push(status);
  });
  client.open(URI, TEXT);
  await until(() => model.configured.some((settings) => settings['fill.seed'] === 7));
});

afterEach(() => client.stop());

function ghost(params: object = INVOKED): Promise<InlineCompletionItem[]> {
  return client.ask('textDocument/inlineCompletion', URI, params);
}

describe('grey text', () => {
  test('is what the generator proposes, in place of the same range', async () => {
    model.proposed = async (offset) => [{ range: { start: offset, end: offset }, text: 'rpc c D', score: 0 }];
    expect(await ghost()).toEqual([
      { insertText: 'rpc c D', range: { start: { line: 2, character: 2 }, end: { line: 2, character: 2 } } },
    ]);
    expect(model.asked[0]).toMatchObject({ offset: TEXT.indexOf('\n}'), options: { candidates: 3 } });
  });

  test('continues the selected suggestion of the list', async () => {
    client.insert(URI, { line: 2, character: 2 }, 'r');
    model.proposed = async (offset) => [
      { range: { start: offset - 3, end: offset }, text: 'rpc c D', score: 0 },
    ];
    const position = { line: 2, character: 3 };
    const range = { start: { line: 2, character: 2 }, end: position };
    const selectedCompletionInfo = { range, text: 'rpc' };
    const items = await ghost({ position, context: { triggerKind: 1, selectedCompletionInfo } });
    expect(items).toEqual([{ insertText: 'rpc c D', range }]);
    expect(model.asked[0]?.text).toContain('\n  rpc\n');
  });

  test('of an older version is not shown', async () => {
    let proposed = () => {};
    model.proposed = async (offset) => {
      await new Promise<void>((resolve) => {
        proposed = resolve;
      });
      return [{ range: { start: offset, end: offset }, text: 'rpc c D', score: 0 }];
    };
    const items = ghost();
    await until(() => model.asked.length === 1);
    client.insert(URI, { line: 0, character: 0 }, '# first\n');
    await client.ask('textDocument/foldingRange', URI);
    proposed();
    expect(await items).toEqual([]);
  });

  test('that the editor gave up ends in the generator', async () => {
    model.proposed = (_offset, signal) => untilAborted(signal);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: URI }, ...INVOKED };
    const items = client.connection.sendRequest('textDocument/inlineCompletion', params, source.token);
    await until(() => model.asked.length === 1);
    source.cancel();
    await expect(items).rejects.toMatchObject({ code: -32800 });
    expect(model.signals[0]?.aborted).toBe(true);
  });

  test.each([new ModelUnavailable('no file'), new Error('out of memory')])(
    'is empty, and no error to the user, after %s',
    async (error) => {
      model.proposed = () => Promise.reject(error);
      expect(await ghost(AUTOMATIC)).toEqual([]);
    },
  );
});

describe('grey text behind a key', () => {
  const BEHIND = { ...AUTOMATIC, position: { line: 2, character: 6 } };

  beforeEach(() => {
    model.status = { state: 'ready' };
    model.proposed = async (offset) => [
      { range: { start: offset - 4, end: offset }, text: 'rpc c D', score: 0 },
    ];
  });

  test('is worked out before the editor asks for it', async () => {
    client.insert(URI, { line: 2, character: 2 }, 'rpc ');
    await until(() => model.asked.length === 1);
    expect(await ghost(BEHIND)).toMatchObject([{ insertText: 'rpc c D' }]);
    expect(model.asked).toMatchObject([{ offset: TEXT.indexOf('\n}') + 4, options: { candidates: 1 } }]);
  });

  test('ends with the next key, and is not shown behind that', async () => {
    model.proposed = (_offset, signal) => untilAborted(signal);
    client.insert(URI, { line: 2, character: 2 }, 'rpc ');
    await until(() => model.asked.length === 1);
    model.proposed = async () => [];
    client.insert(URI, { line: 2, character: 6 }, 'x');
    expect(await ghost({ ...BEHIND, position: { line: 2, character: 7 } })).toEqual([]);
    expect(model.signals[0]?.aborted).toBe(true);
    expect(model.asked.at(-1)?.text).toContain('rpc x');
  });

  test('does not load a model that is asleep', async () => {
    model.status = { state: 'idle' };
    client.insert(URI, { line: 2, character: 2 }, 'rpc ');
    await ghost(BEHIND);
    expect(model.asked).toHaveLength(1);
  });
});

describe('a fill', () => {
  test('of a hole answers with edits for the version that was seen', async () => {
    model.filled = async () => EDIT;
    const response = await client.own('tracewright/fillHole', {
      textDocument: { uri: URI },
      version: 1,
      position: { line: 1, character: 10 },
    });
    expect(response).toEqual<FillResponse>({
      version: 1,
      edits: [
        { range: { start: { line: 1, character: 10 }, end: { line: 1, character: 11 } }, newText: '5ms' },
      ],
      filled: 1,
      refused: [],
    });
    expect(model.asked).toMatchObject([
      { kind: 'fillAt', offset: HOLE, options: { seed: 7, temperature: 1 } },
    ]);
  });

  test('of a subtree drawn anew is by the seed that is asked for', async () => {
    model.filled = async () => EDIT;
    const response = await client.own('tracewright/redraw', {
      textDocument: { uri: URI },
      version: 1,
      position: { line: 1, character: 10 },
      seed: 12,
    });
    expect(response.filled).toBe(1);
    expect(model.asked).toMatchObject([
      { kind: 'redraw', offset: HOLE, options: { seed: 12, temperature: 1 } },
    ]);
  });

  test('of all holes says how far it is, and can be ended from the progress', async () => {
    const said: unknown[] = [];
    let token: unknown;
    client.connection.onRequest('window/workDoneProgress/create', (params: { token: unknown }) => {
      token = params.token;
      return null;
    });
    client.connection.onNotification('$/progress', ({ value }: { value: unknown }) => {
      said.push(value);
    });
    model.filled = (_snapshot, signal) => untilAborted(signal);
    const response = client.own('tracewright/fillAll', { textDocument: { uri: URI }, version: 1 });
    await until(() => said.length === 2);
    expect(said).toMatchObject([
      { kind: 'begin', cancellable: true },
      { kind: 'report', percentage: 50, message: '1 of 2' },
    ]);
    void client.connection.sendNotification('window/workDoneProgress/cancel', { token });
    await expect(response).rejects.toMatchObject({ code: -32800 });
    await until(() => said.length === 3);
  });

  test('that is done at once shows no progress', async () => {
    let created = 0;
    client.connection.onRequest('window/workDoneProgress/create', () => {
      created += 1;
      return null;
    });
    model.filled = async () => EDIT;
    const params = { textDocument: { uri: URI }, version: 1 };
    expect(await client.own('tracewright/fillAll', params)).toMatchObject({ filled: 1 });
    model.filled = (_snapshot, signal) => untilAborted(signal);
    const answer = client.own('tracewright/fillAll', params);
    await until(() => created > 0);
    client.close(URI);
    await expect(answer).rejects.toThrow();
    expect(created).toBe(1);
  });

  test('is refused where the document has moved on', async () => {
    const params = { textDocument: { uri: URI }, version: 2 };
    await expect(client.own('tracewright/fillAll', params)).rejects.toMatchObject({ code: -32801 });
  });

  test.each([
    ['changes', -32801, () => client.insert(URI, { line: 0, character: 0 }, '# first\n')],
    ['is closed', -32800, () => client.close(URI)],
  ] as const)('ends when the document %s, since its edits would fit no more', async (_how, code, move) => {
    model.filled = (_snapshot, signal) => untilAborted(signal);
    const answer = client.own('tracewright/fillAll', { textDocument: { uri: URI }, version: 1 });
    await until(() => model.asked.length === 1);
    move();
    await expect(answer).rejects.toMatchObject({ code });
    expect(model.signals[0]?.aborted).toBe(true);
  });

  test('without a model says why', async () => {
    model.filled = () => Promise.reject(new ModelUnavailable('There is no model file.'));
    const answer = client.own('tracewright/fillAll', { textDocument: { uri: URI }, version: 1 });
    await expect(answer).rejects.toMatchObject({ message: 'There is no model file.' });
  });
});

describe('how likely a call is', () => {
  const ON_CALLEE = { position: { line: 1, character: 6 } };
  const ASSESSED = {
    probability: 0.034,
    alternatives: [
      { call: { type: 'rpc', service: 'cart' }, probability: 0.61 },
      { probability: 0.2 },
      { call: { type: 'db', service: 'orders-db' }, probability: 0.0001 },
    ],
  } as const;
  const textOf = async (editor = client) =>
    JSON.stringify((await editor.ask<Hover>('textDocument/hover', URI, ON_CALLEE)).contents);

  beforeEach(() => model.become({ state: 'ready' }));

  test('stands below what else is known of it', async () => {
    model.assessed = async () => ASSESSED;
    const text = await textOf();
    expect(text).toMatch(/\*\*`B`\*\*|\*\*`a`\*\*/);
    expect(text).toContain('3.4 % likely here; also: `rpc cart` 61 %, nothing more 20 %.');
    await textOf();
    expect(model.asked.filter(({ kind }) => kind === 'assess')).toHaveLength(1);
  });

  test('is not waited for long, and known to the next who asks', async () => {
    const clock = new ManualClock();
    const other = await LspClient.start({ model, clock });
    let answer = (_assessment: Assessment) => {};
    model.assessed = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    other.open(URI, TEXT);
    const first = textOf(other);
    await until(() => model.asked.length === 1);
    clock.advance(1000);
    expect(await first).not.toContain('likely here');
    answer(ASSESSED);
    expect(await textOf(other)).toContain('likely here');
    expect(model.asked).toHaveLength(1);
    await other.stop();
  });

  test('is left out where the model fails, and not asked of one that is not loaded', async () => {
    model.assessed = async () => Promise.reject(new ModelUnavailable('gone'));
    expect(await textOf()).not.toContain('likely here');
    const { length } = model.asked;
    model.become({ state: 'idle' });
    expect(await textOf()).not.toContain('likely here');
    expect(model.asked).toHaveLength(length);
  });

  test('is given up with the hover', async () => {
    model.assessed = (signal) => untilAborted(signal);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: URI }, ...ON_CALLEE };
    const hover = client.connection.sendRequest('textDocument/hover', params, source.token);
    await until(() => model.signals.length === 1);
    source.cancel();
    await expect(hover).rejects.toMatchObject({ code: -32800 });
    expect(model.signals[0]?.aborted).toBe(true);
  });
});

describe('the model', () => {
  test('tells its state once it is known, and at each change', async () => {
    await until(() => statuses.length === 1);
    model.become({ state: 'starting' });
    model.become({ state: 'starting' });
    model.become({ state: 'failed', reason: 'It crashed.' });
    await until(() => statuses.length === 3);
    expect(statuses.map(({ state }) => state)).toEqual(['idle', 'starting', 'failed']);
  });

  test.each([
    ['automatic', 1],
    ['manual', 0],
    ['off', 0],
  ])('is loaded ahead for a document where grey text is %s: %i', async (mode, times) => {
    const clock = new ManualClock();
    const settings = { inlineCompletion: { mode } };
    const other = await LspClient.start({ model, settings, clock });
    await until(() => model.configured.some((now) => now['inlineCompletion.mode'] === mode));
    other.open(URI, TEXT);
    await until(() => clock.waiting === 1);
    other.insert(URI, { line: 0, character: 0 }, '# first\n');
    clock.advance(1000);
    await until(() => clock.waiting === 0);
    await other.stop();
    expect(model.warmedUp).toBe(times);
  });

  test('is not loaded for a document that was closed at once, nor again where it is loaded', async () => {
    const clock = new ManualClock();
    const other = await LspClient.start({ model, clock });
    other.open(URI, TEXT);
    await until(() => clock.waiting === 1);
    other.close(URI);
    await other.ask('textDocument/foldingRange', URI);
    clock.advance(1000);
    model.become({ state: 'ready' });
    other.open(URI, TEXT);
    await other.ask('textDocument/foldingRange', URI);
    clock.advance(1000);
    await other.stop();
    expect(model.warmedUp).toBe(0);
  });

  test('hears of trust and restarts', async () => {
    client.notify('tracewright/trustGranted', null);
    await until(() => model.trusted);
    expect(await client.own('tracewright/restartModel', null)).toEqual({ state: 'ready', model: 'scripted' });
  });

  test('hears of the key of the endpoint, and of its end', async () => {
    client.notify('tracewright/endpointKey', { key: 'secret' });
    client.notify('tracewright/endpointKey', { key: null });
    await until(() => model.endpointKeys.length === 2);
    expect(model.endpointKeys).toEqual(['secret', undefined]);
  });

  test('is stopped with the server', async () => {
    await client.connection.sendRequest('shutdown');
    expect(model.disposed).toBe(true);
  });
});
