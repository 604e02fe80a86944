import { match, ok } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { parsesWithoutFindings } from './support/check.ts';
import { closeWorkbench, openWorkbench } from './support/editor.ts';
import { until } from './support/until.ts';
import type { Workbench } from './support/workbench.ts';

const OPEN = `trace checkout {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    rpc cart GetCart {
      cache redis GET 0.5ms
    }
  }
}

trace again {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
  }
}
`;
/** Behind the call of the second trace, where the first one goes on with a call that has a subtree. */
const LINE = 11;
const COLUMN = '    rpc auth Verify 8ms'.length;

suite('grey text', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      files: { 'parts.trace': OPEN, 'all.trace': OPEN, 'drop.trace': OPEN, 'typed.trace': OPEN },
    });
  });

  suiteTeardown(() => closeWorkbench(workbench));

  test('proposes the next call with its subtree, and Tab takes all of it', async () => {
    const grey = await proposalIn('all.trace');
    await workbench.screenshot('ghost-text');
    await workbench.press('Tab');
    const text = await workbench.waitForText('all.trace', (changed) => changed.length > OPEN.length);
    ok(squeezed(text).includes(squeezed(grey)), `${grey}\n---\n${text}`);
    parsesWithoutFindings(text);
  });

  test('comes by itself when a line ends inside a body', async () => {
    await workbench.openFile('typed.trace');
    await workbench.moveCursor(2, '    rpc auth Verify 8ms'.length);
    await workbench.press('Enter');
    const grey = await workbench.waitForGhostText();
    await workbench.screenshot('ghost-text-typed');
    await workbench.press('Tab');
    const text = await workbench.waitForText('typed.trace', (all) => squeezed(all).includes(squeezed(grey)));
    match(text ?? '', /Verify 8ms\n {4}\S/);
    parsesWithoutFindings(text);
  });

  test('gives a word, then a line, then the rest by keys, and the model is not asked again', async () => {
    const grey = await proposalIn('parts.trace');
    ok(grey.split('\n').length > 2, `several lines: ${grey}`);
    await withModelAsleep(workbench, async () => {
      const word = await takenWith(() => workbench.press('Control+ArrowRight'), OPEN.length);
      ok(word.length - OPEN.length < grey.length / 2, 'a word is less than all');
      await workbench.waitForGhostText();
      // No key belongs to this command in an editor as it is installed.
      const line = await takenWith(
        () => workbench.ask('command', { id: 'editor.action.inlineSuggest.acceptNextLine', args: [] }),
        word.length,
      );
      await workbench.waitForGhostText();
      await workbench.screenshot('ghost-text-parts');
      match(await workbench.statusLabel(), /The model is ready/);
      // The cursor stands at the line's start, where the editor's Tab indents first, and the grey text stays.
      const indented = await takenWith(() => workbench.press('Tab'), line.length);
      await workbench.waitForGhostText();
      await takenWith(() => workbench.press('Tab'), indented.length);
    });
    const whole = await workbench.documentText('parts.trace');
    ok(squeezed(whole).includes(squeezed(grey)), `${grey}\n---\n${whole}`);
    parsesWithoutFindings(whole);
  });

  test('goes on Escape and leaves the text alone', async () => {
    await proposalIn('drop.trace');
    await workbench.press('Escape');
    await workbench.waitForNoGhostText();
    ok((await workbench.documentText('drop.trace')) === OPEN);
  });

  async function proposalIn(file: string): Promise<string> {
    await workbench.openFile(file);
    await workbench.moveCursor(LINE, COLUMN);
    await workbench.ask('command', { id: 'editor.action.inlineSuggest.trigger', args: [] });
    return workbench.waitForGhostText();
  }

  async function takenWith(take: () => Promise<unknown>, before: number): Promise<string> {
    await take();
    return (await workbench.waitForText('parts.trace', (text) => text.length > before)) ?? '';
  }
});

suite('grey text for what was typed before the server ran', () => {
  let folder: string;
  let workbench: Workbench;

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracewright-early-'));
    const preload = join(folder, 'preload.cjs');
    await writeFile(preload, waitsFor(gate()));
    workbench = await openWorkbench({ files: { 'early.trace': OPEN } });
    await workbench.ask('environment', { name: 'NODE_OPTIONS', value: `--require ${preload}` });
  });

  suiteTeardown(async () => {
    await closeWorkbench(workbench);
    await rm(folder, { recursive: true });
  });

  test('comes when it runs', async () => {
    await workbench.openFile('early.trace');
    await workbench.moveCursor(LINE, COLUMN);
    await workbench.press('Enter');
    await workbench.waitForText('early.trace', (text) => text.length > OPEN.length);
    match(await workbench.statusLabel(), /server is starting/);
    await writeFile(gate(), '');
    ok(await workbench.waitForGhostText());
  });

  const gate = (): string => join(folder, 'gate');
});

/** A script that keeps the language server's process from running until there is a file. */
function waitsFor(gate: string): string {
  return `const { existsSync } = require('node:fs');
    const isServer = process.argv[1]?.endsWith('server.cjs');
    const sleep = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    while (isServer && !existsSync(${JSON.stringify(gate)})) sleep();`;
}

/** Stops the model's process meanwhile: a request to it would stay without an answer, and be shown in the status. */
async function withModelAsleep(workbench: Workbench, work: () => Promise<void>): Promise<void> {
  await until(
    () => workbench.statusLabel(),
    (label) => label.includes('The model is ready'),
    {
      what: 'a model at rest',
    },
  );
  const [pid] = await workbench.processes('inference-worker');
  ok(pid, 'the model runs');
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/** White space is drawn in other ways than it is written. */
function squeezed(text: string | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, '');
}
