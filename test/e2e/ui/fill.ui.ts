import { equal, match, ok } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { parsesWithoutFindings } from './support/check.ts';
import { closeWorkbench, openWorkbench } from './support/editor.ts';
import type { Workbench } from './support/workbench.ts';

const SKETCH = `trace "place order" within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    rpc ? ? ?
    ... calls 3..6, depth <= 2
  }
}
`;

/** Enough holes to be in the midst of them for a while, however fast the model is. */
const MANY = Array.from(
  { length: 80 },
  (_, index) => `trace "order ${index}" {
  http gateway "POST /orders/${index}" {
    rpc ? ? ?
    ... calls 3..6, depth <= 3
  }
}
`,
).join('\n');

const CHANGED = 'The document was changed meanwhile; nothing was filled in.';

/** The calls of the entry call are there, to be drawn anew. */
const DRAWN = `trace "place order" within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    rpc stock Reserve 4ms
  }
}
`;

/** Even where the same calls are drawn, they do not stay on one line. */
const OFFERED = `trace "place order" within 1s {
  http gateway "POST /orders" { rpc auth Verify 8ms; rpc stock Reserve 4ms }
}
`;

suite('filling holes', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      files: {
        'one.trace': SKETCH,
        'sketch.trace': SKETCH,
        'drawn.trace': DRAWN,
        'offered.trace': OFFERED,
        'cancelled.trace': MANY,
        'typed.trace': MANY,
        'rewritten.trace': MANY,
        'killed.trace': MANY,
      },
    });
  });

  suiteTeardown(() => closeWorkbench(workbench));

  test('takes the hole on the line, then all holes of a document, each in one undo step', async () => {
    await workbench.openFile('one.trace');
    await workbench.moveCursor(3, 8);
    await workbench.command('Tracewright: Fill Hole');
    const one = await workbench.waitForText('one.trace', (text) => text !== SKETCH);
    ok(one?.includes('... calls 3..6'), 'the other hole stays');
    await workbench.openFile('sketch.trace');
    await workbench.command('Tracewright: Fill All Holes');
    parsesWithoutFindings(await waitForFilled('sketch.trace'));
    await workbench.screenshot('filled');
    await workbench.focusEditor();
    await workbench.press('Control+z');
    await workbench.waitForText('sketch.trace', (text) => text === SKETCH);
  });

  test('draws a subtree anew, another each time, in one undo step and by a seed that is told', async () => {
    await workbench.openFile('drawn.trace');
    await workbench.moveCursor(1, 8);
    await workbench.command('Tracewright: Redraw Subtree');
    const first = await workbench.waitForText('drawn.trace', (text) => text !== DRAWN);
    parsesWithoutFindings(first);
    await workbench.notification(/Redrawn with seed 1\./);
    await workbench.screenshot('redrawn');
    await workbench.focusEditor();
    await workbench.press('Control+z');
    await workbench.waitForText('drawn.trace', (text) => text === DRAWN);
    await workbench.clearNotifications();
    await workbench.command('Tracewright: Redraw Subtree');
    const second = await workbench.waitForText('drawn.trace', (text) => text !== DRAWN);
    await workbench.notification(/Redrawn with seed 2\./);
    ok(second !== first, 'another seed draws another subtree');
    await workbench.clearNotifications();
  });

  test('draws a subtree anew from the light bulb of a call', async () => {
    await workbench.openFile('offered.trace');
    await workbench.moveCursor(1, 8);
    await workbench.takeOffer('Redraw this subtree', 'redraw-offered');
    await workbench.notification(/Redrawn with seed/);
    const drawn = await workbench.waitForText('offered.trace', (text) => text !== OFFERED);
    parsesWithoutFindings(drawn);
    match(drawn ?? '', /^ {2}http gateway "POST \/orders" \{\n {4}\w/m);
    await workbench.clearNotifications();
  });

  test('half way is cancelled from its notification, leaves all as it was, and the next fill works', async () => {
    await fillHalfWay('cancelled.trace');
    const progress = await workbench.notification(/Filling holes/);
    await workbench.screenshot('fill-progress');
    await progress.getByText('Cancel', { exact: true }).click();
    await progress.waitFor({ state: 'detached' });
    equal(await workbench.documentText('cancelled.trace'), MANY);
    await workbench.clearNotifications();
    await workbench.moveCursor(2, 8);
    await workbench.command('Tracewright: Fill Hole');
    await workbench.waitForText('cancelled.trace', (text) => text !== MANY);
  });

  test('writes over nothing that is typed meanwhile, and says so', async () => {
    await fillHalfWay('typed.trace');
    await workbench.focusEditor();
    await workbench.moveCursor(0, 0);
    await workbench.type('# mine');
    await workbench.notification(CHANGED);
    await workbench.screenshot('fill-changed');
    equal(await workbench.documentText('typed.trace'), `# mine${MANY}`);
    await workbench.clearNotifications();
  });

  test('writes over nothing that another program writes meanwhile', async () => {
    await fillHalfWay('rewritten.trace');
    const other = '# by another program\ntrace {\n  rpc a B 1ms\n}\n';
    await writeFile(workbench.path('rewritten.trace'), other);
    await workbench.notification(CHANGED);
    await workbench.waitForText('rewritten.trace', (text) => text === other);
    equal(await workbench.savedText('rewritten.trace'), other);
    await workbench.clearNotifications();
  });

  test('goes on in a new process when the one at work is killed', async () => {
    await fillHalfWay('killed.trace');
    const [pid] = await workbench.processes('inference-worker');
    ok(pid, 'the model runs');
    process.kill(pid, 'SIGKILL');
    equal(await workbench.documentText('killed.trace'), MANY, 'it was at work');
    parsesWithoutFindings(await waitForFilled('killed.trace'));
    const after = await workbench.processes('inference-worker');
    ok(after.length === 1 && after[0] !== pid, `${pid} was killed, ${after} run`);
  });

  /** Starts to fill all holes, and waits until some are. */
  async function fillHalfWay(name: string): Promise<void> {
    await workbench.openFile(name);
    await workbench.command('Tracewright: Fill All Holes');
    await workbench.notification(/Filling holes: [1-9]\d* of 320/);
  }

  function waitForFilled(name: string): Promise<string | undefined> {
    return workbench.waitForText(name, (text) => !/\?|\.\.\./.test(text), 60_000);
  }
});
