import { ok } from 'node:assert/strict';
import { suite, suiteSetup, test } from 'mocha';
import { openWorkbench } from './support/editor.ts';
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
  }
}
`;
/** Behind the brace of the second gateway call. */
const LINE = 10;
const COLUMN = '  http gateway "POST /orders" {'.length;

const SKETCH = `trace "place order" within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    rpc ? ? ?
    ... calls 3..6, depth <= 2
  }
}
`;

suite('the model in the editor', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      files: {
        'word.trace': OPEN,
        'line.trace': OPEN,
        'all.trace': OPEN,
        'drop.trace': OPEN,
        'kill.trace': OPEN,
        'sketch.trace': SKETCH,
        'one.trace': SKETCH,
      },
    });
  });

  test('proposes the next call in grey after a brace, and Tab takes all of it', async () => {
    const grey = await proposalIn('all.trace');
    await workbench.screenshot('ghost-text');
    await workbench.press('Tab');
    const text = await workbench.waitForText('all.trace', (changed) => changed.length > OPEN.length);
    ok(squeezed(text).includes(squeezed(grey)), `${grey}\n---\n${text}`);
    const findings = await workbench.diagnostics('all.trace');
    ok(findings.length === 0, JSON.stringify(findings));
  });

  test('gives a word of the proposal, then a line, without losing the rest', async () => {
    const grey = await proposalIn('word.trace');
    await command('editor.action.inlineSuggest.acceptNextWord');
    const word = await workbench.waitForText('word.trace', (text) => text.length > OPEN.length);
    ok((word?.length ?? 0) - OPEN.length < grey.length, 'a word is less than all');
    await workbench.waitForGhostText();
    await command('editor.action.inlineSuggest.acceptNextLine');
    await workbench.waitForText('word.trace', (text) => text.length > (word?.length ?? 0));
  });

  test('drops the proposal on Escape and leaves the text alone', async () => {
    await proposalIn('drop.trace');
    await workbench.press('Escape');
    await workbench.waitForNoGhostText();
    ok((await workbench.documentText('drop.trace')) === OPEN);
  });

  test('fills the hole on the line, then all holes of a document, each in one undo step', async () => {
    await workbench.openFile('one.trace');
    await workbench.moveCursor(3, 8);
    await workbench.command('Tracewright: Fill Hole');
    const one = await workbench.waitForText('one.trace', (text) => text !== SKETCH);
    ok(one?.includes('... calls 3..6'), 'the other hole stays');
    await workbench.openFile('sketch.trace');
    await workbench.command('Tracewright: Fill All Holes');
    await workbench.waitForText('sketch.trace', (text) => !text.includes('?') && !text.includes('...'));
    await workbench.screenshot('filled');
    const findings = await workbench.diagnostics('sketch.trace');
    ok(findings.length === 0, JSON.stringify(findings));
    await workbench.focusEditor();
    await workbench.press('Control+z');
    await workbench.waitForText('sketch.trace', (text) => text === SKETCH);
  });

  test('starts the worker again after it was killed', async () => {
    const pids = () => workbench.processes('inference-worker');
    const [pid] = await until(pids, (all) => all.length > 0, { what: 'inference worker' });
    process.kill(pid ?? 0, 'SIGKILL');
    await proposalIn('kill.trace');
    const after = await pids();
    ok(after.length > 0 && !after.includes(pid ?? 0), `${pid} was killed, ${after} run`);
  });

  async function proposalIn(file: string): Promise<string> {
    await workbench.openFile(file);
    await workbench.moveCursor(LINE, COLUMN);
    await command('editor.action.inlineSuggest.trigger');
    return workbench.waitForGhostText();
  }

  function command(id: string): Promise<unknown> {
    return workbench.ask('command', { id, args: [] });
  }
});

/** White space is drawn in other ways than it is written. */
function squeezed(text: string | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, '');
}
