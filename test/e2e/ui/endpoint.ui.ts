import { deepEqual, equal, match } from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { parsesWithoutFindings } from './support/check.ts';
import { closeWorkbench, openWorkbench } from './support/editor.ts';
import { until } from './support/until.ts';
import type { Workbench } from './support/workbench.ts';

const OPEN = `trace checkout {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
  }
}
`;
const WARM_UP_MS = 1_500;
const COLUMN = '    rpc auth Verify 8ms'.length;

interface Asked {
  readonly path: string;
  readonly key: string | undefined;
  readonly prompt: string;
}

suite('an OpenAI-compatible server in place of the model', () => {
  let workbench: Workbench;
  let server: Server;
  const asked: Asked[] = [];

  suiteSetup(async () => {
    server = createServer(async (request, response) => {
      const body: unknown = JSON.parse(await textOf(request));
      asked.push({
        path: request.url ?? '',
        key: request.headers.authorization,
        prompt: String(Reflect.get(body as object, 'prompt')),
      });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ choices: [{ text: '  rpc warehouse ReserveItems 12ms\n}' }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    workbench = await openWorkbench({
      files: { 'a.trace': OPEN, 'b.trace': OPEN },
      settings: {
        'tracewright.model.endpoint': `http://127.0.0.1:${port}/v1`,
        'tracewright.model.endpointModel': 'scripted',
        'tracewright.model.endpointKind': 'completion',
      },
    });
  });

  suiteTeardown(async () => {
    await closeWorkbench(workbench);
    server.close();
  });

  test('is not contacted by opening a file', async () => {
    await workbench.openFile('a.trace');
    await until(
      () => workbench.statusLabel(),
      (label) => label.includes('Tracewright'),
      { what: 'status' },
    );
    // A model on this machine would be warming up by then.
    await sleep(WARM_UP_MS);
    deepEqual(asked, []);
    deepEqual(await workbench.processes('inference-worker'), []);
  });

  test('writes the grey text, which Tab takes', async () => {
    await workbench.moveCursor(2, COLUMN);
    await workbench.press('Enter');
    const grey = await workbench.waitForGhostText();
    match(grey, /rpc warehouse ReserveItems 12ms/);
    await workbench.screenshot('ghost-text-endpoint');
    await workbench.press('Tab');
    const text = await workbench.waitForText('a.trace', (all) => all.includes('warehouse'));
    parsesWithoutFindings(text);
    equal(asked[0]?.path, '/v1/completions');
    equal(asked[0]?.key, undefined);
    match(asked[0]?.prompt ?? '', /http gateway "POST \/orders" \{\n {2}rpc auth Verify 8ms\n$/);
    deepEqual(await workbench.processes('inference-worker'), []);
  });

  test('gets the key that the user sets', async () => {
    await workbench.command('Tracewright: Set API Key of the Endpoint');
    const input = workbench.page.locator('.quick-input-widget input');
    await until(
      () => input.getAttribute('type'),
      (type) => type === 'password',
      { what: 'question for the key' },
    );
    await workbench.screenshot('endpoint-key');
    await workbench.type('secret-key');
    await workbench.press('Enter');
    await workbench.notification('The API key was set.');
    await workbench.clearNotifications();
    await workbench.openFile('b.trace');
    await workbench.moveCursor(2, COLUMN);
    await workbench.press('Enter');
    await workbench.waitForGhostText();
    equal(asked.at(-1)?.key, 'Bearer secret-key');
  });
});
