import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  CompletionItem,
  InlineCompletionItem,
  RegistrationParams,
} from 'vscode-languageserver';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { createGenerator } from '../../server/src/generate/create-generator.ts';
import type { ModelNeeds } from '../../server/src/server.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { randomModel } from '../support/random-model.ts';
import { ScriptedModel } from '../support/scripted-model.ts';
import { TemporaryFolder } from '../support/temporary-folder.ts';
import { type ClientOptions, EDITOR, LspClient, type Progress } from './client.ts';
import { until } from './until.ts';

const TEXT = 'trace {\n  http gateway "POST /orders" {\n    rpc \n  }\n}\n';
const AT_CALLEE = { line: 2, character: 8 };
const CHANGED = 2;
const DELETED = 3;
/** Requests, each of which leaves the server some time for itself. */
const ENOUGH_TO_READ_IT = 100;

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(async () => {
  folder = await TemporaryFolder.make({ 'shop/closed.trace': traceWith('ledger') });
});

afterEach(async () => {
  await client.stop();
  await folder.remove();
});

/** A system in which the gateway calls one service. */
function traceWith(service: string): string {
  return `trace {\n  http gateway "POST /orders" {\n    rpc ${service} Post 3ms\n  }\n}\n`;
}

async function start(options: ClientOptions = {}): Promise<void> {
  client = await LspClient.start({ folders: [folder.uri], ...options });
  client.open(folder.uriOf('open.trace'), TEXT);
}

async function proposedNames(): Promise<string[]> {
  const uri = folder.uriOf('open.trace');
  const items = await client.ask<CompletionItem[]>('textDocument/completion', uri, { position: AT_CALLEE });
  return items.filter(({ kind }) => kind === 7).map(({ label }) => label);
}

const proposes = (service: string) => async () => (await proposedNames()).includes(service);
const proposesNo = (service: string) => async () => !(await proposedNames()).includes(service);

function tell(name: string, type: number): void {
  const changes = [{ uri: folder.uriOf(name), type }];
  void client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

describe('the services of a file that was never opened', () => {
  test('are proposed with their operations', async () => {
    await start();
    await until(proposes('ledger'));
    client.insert(folder.uriOf('open.trace'), AT_CALLEE, 'ledger ');
    const items = await client.ask<CompletionItem[]>('textDocument/completion', folder.uriOf('open.trace'), {
      position: { line: 2, character: 15 },
    });
    expect(items.map(({ label }) => label)).toContain('Post');
  });

  test('follow the file on the disk', async () => {
    await start();
    await until(proposes('ledger'));
    await folder.write('shop/closed.trace', traceWith('billing'));
    tell('shop/closed.trace', CHANGED);
    await until(proposes('billing'));
    expect(await proposedNames()).not.toContain('ledger');
    await folder.remove('shop/closed.trace');
    tell('shop/closed.trace', DELETED);
    await until(proposesNo('billing'));
  });

  test('go with their folder', async () => {
    const fileOperations = { didRename: true, didDelete: true };
    const capabilities = { ...EDITOR, workspace: { ...EDITOR.workspace, fileOperations } };
    await start({ capabilities });
    await until(proposes('ledger'));
    await folder.remove('shop');
    const files = [{ uri: folder.uriOf('shop') }];
    void client.connection.sendNotification('workspace/didDeleteFiles', { files });
    await until(proposesNo('ledger'));
  });

  test('go with the workspace folder that they are in, and come with another', async () => {
    const capabilities = { ...EDITOR, workspace: { ...EDITOR.workspace, workspaceFolders: true } };
    await start({ capabilities });
    await until(proposes('ledger'));
    await folder.write('other/more.trace', traceWith('stock'));
    const change = async (added: readonly string[], removed: readonly string[]) => {
      const named = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
      const event = { added: named(added), removed: named(removed) };
      await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    };
    await change([folder.uriOf('other')], [folder.uri]);
    await until(proposes('stock'));
    expect(await proposedNames()).not.toContain('ledger');
  });

  test('are read once the workspace is trusted', async () => {
    await start({ options: { trusted: false } });
    tell('shop/closed.trace', CHANGED);
    expect(await proposedNames()).toEqual(['gateway']);
    client.notify('tracewright/trustGranted', null);
    await until(proposes('ledger'));
  });
});

test('what stands in the editor counts while a file is open, and the disk again when it is closed', async () => {
  await start();
  await until(proposes('ledger'));
  client.open(folder.uriOf('shop/closed.trace'), traceWith('billing'));
  await until(proposes('billing'));
  expect(await proposedNames()).not.toContain('ledger');
  client.close(folder.uriOf('shop/closed.trace'));
  await until(proposes('ledger'));
  expect(await proposedNames()).not.toContain('billing');
});

test('an editor that can watch files is asked to', async () => {
  const registered: RegistrationParams[] = [];
  const watching: ClientCapabilities['workspace'] = { didChangeWatchedFiles: { dynamicRegistration: true } };
  const capabilities = { ...EDITOR, workspace: { ...EDITOR.workspace, ...watching } };
  client = await LspClient.start({
    folders: [folder.uri],
    capabilities,
    onRegister: (params) => registered.push(params),
  });
  await until(() => registered.length > 0);
  expect(registered.flatMap(({ registrations }) => registrations)).toMatchObject([
    {
      method: 'workspace/didChangeWatchedFiles',
      registerOptions: { watchers: [{ globPattern: '**/*.trace' }] },
    },
  ]);
});

describe('grey text', () => {
  test('uses the service of a file that was never opened, and follows an edit of it on the disk', async () => {
    await start({ createModel: generating });
    await until(proposes('ledger'));
    expect(await greyText()).toMatch(/^rpc ledger Post/);
    await folder.write('shop/closed.trace', traceWith('billing'));
    tell('shop/closed.trace', CHANGED);
    await until(proposes('billing'));
    expect(await greyText()).toMatch(/^rpc billing Post/);
  });

  test('is not worked out anew when the document that it is for is saved', async () => {
    const model = new ScriptedModel();
    model.proposed = async (offset) => [{ range: { start: offset, end: offset }, text: 'a B', score: 0 }];
    await start({ model });
    await until(proposes('ledger'));
    expect(await greyText()).toBe('a B');
    await folder.write('open.trace', TEXT);
    tell('open.trace', CHANGED);
    for (let round = 0; round < ENOUGH_TO_READ_IT; round++) await proposedNames();
    expect(await greyText()).toBe('a B');
    expect(model.asked).toHaveLength(1);
  });

  async function greyText(): Promise<string | undefined> {
    const params = { position: AT_CALLEE, context: { triggerKind: 1 } };
    const uri = folder.uriOf('open.trace');
    const items = await client.ask<InlineCompletionItem[]>('textDocument/inlineCompletion', uri, params);
    const [first] = items;
    return String(first?.insertText).trim();
  }
});

/** The product's generator over a model that was never trained: what it knows, it knows from the workspace. */
function generating({ parser, filesBeside }: ModelNeeds): ScriptedModel {
  const model = new ScriptedModel();
  const generator = createGenerator({
    model: randomModel(1),
    library: Promise.resolve({ version: 1, systems: [] }),
    parse: (text) => parseSpec(parser, text),
    filesBeside,
  });
  model.propose = generator.propose;
  return model;
}

test('reading that takes its time is shown, with how far it is', async () => {
  for (let index = 0; index < 150; index++)
    await folder.write(`many/${index}.trace`, traceWith(`service-${index}`).repeat(10));
  const shown: Progress[] = [];
  const clock = new ManualClock();
  await start({ clock, onProgress: (value) => shown.push(value) });
  await until(() => clock.waiting > 0);
  clock.advance(1_000);
  await until(() => shown.some(({ kind }) => kind === 'end'));
  expect(shown[0]).toMatchObject({ kind: 'begin', title: 'Reading the traces of the workspace' });
  expect(shown.some(({ message }) => / of 151$/.test(message ?? ''))).toBe(true);
});
