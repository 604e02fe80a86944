import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LspClient } from './client.ts';

const URI = 'file:///orders.trace';
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

let client: LspClient;

beforeEach(async () => {
  client = await LspClient.start();
});

afterEach(() => client.stop());

describe('the preview', () => {
  test('belongs to the version that was drawn, and follows edits', async () => {
    client.open(URI, 'trace shop {\n  rpc a B 5ms\n}\n');
    const first = await client.own('tracewright/preview', { textDocument: { uri: URI } });
    expect(first).toMatchObject({ uri: URI, version: 1, syntaxErrors: 0 });
    client.insert(URI, { line: 1, character: 13 }, '\n  rpc c ');
    const second = await client.own('tracewright/preview', { textDocument: { uri: URI } });
    expect(second.version).toBe(2);
    expect(second.shown?.rows.ids).toHaveLength(2);
  });

  test('draws the trace that is asked for', async () => {
    client.open(URI, 'trace a { rpc x }\ntrace b { rpc y; rpc z }\n');
    const textDocument = { uri: URI };
    const [, b] = (await client.own('tracewright/preview', { textDocument })).traces;
    const { shown } = await client.own('tracewright/preview', { textDocument, trace: b?.id ?? '' });
    expect(shown).toMatchObject({ name: 'b', rows: { parent: [-1, -1] } });
  });

  test('of a document that is not open is refused in words', async () => {
    const preview = client.own('tracewright/preview', { textDocument: { uri: URI } });
    await expect(preview).rejects.toMatchObject({ message: 'The document is not open.' });
  });
});

describe('an import', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tracewright-import-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  test('reads a text', async () => {
    const response = await client.own('tracewright/import', { name: 'cart.json', text: OTLP });
    expect(response).toMatchObject({ traces: 1, spans: 1 });
    expect(response.text).toContain('gateway "GET /cart"');
  });

  test('reads a file', async () => {
    const file = path.join(folder, 'a cart.json');
    await writeFile(file, OTLP);
    const params = { name: 'a cart.json', uri: pathToFileURL(file).href };
    expect((await client.own('tracewright/import', params)).traces).toBe(1);
  });

  test.each([
    ['{"resourceSpans": [', /./],
    ['{"hello": 1}', /What can be read/],
    ['\u0000\u0001\u0002', /./],
  ])('says what is wrong with %j', async (text, message) => {
    const answer = client.own('tracewright/import', { name: 'x.json', text });
    await expect(answer).rejects.toMatchObject({ code: -32803, message: expect.stringMatching(message) });
  });

  test.each(['file:///nowhere/at/all.json', 'not a uri', 'https://example.org/a.json'])(
    'says that %s cannot be read',
    async (uri) => {
      const answer = client.own('tracewright/import', { name: 'x.json', uri });
      await expect(answer).rejects.toMatchObject({
        message: expect.stringMatching(/^The file cannot be read/),
      });
    },
  );
});
