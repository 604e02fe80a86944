import { equal, match, ok } from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { parsesWithoutFindings } from './support/check.ts';
import { closeWorkbench, openWorkbench } from './support/editor.ts';
import { recorded } from './support/recordings.ts';
import type { Workbench } from './support/workbench.ts';

suite('a recorded trace', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      files: {
        'place-order.json': recorded('place-order.jaeger.json'),
        'view-product.jsonl': recorded('view-product.otlp.jsonl'),
      },
    });
  });

  suiteTeardown(() => closeWorkbench(workbench));

  test('in Jaeger JSON is chosen, imported and saved under its name, without a further question', async () => {
    await workbench.command('Tracewright: Import Trace');
    await workbench.chooseFile('place-order.json');
    await workbench.notification(
      'Imported 1 trace (44 spans) from Jaeger JSON. ' +
        'Left out, since a call line has no place for them: 330 attributes, 1 event.',
    );
    await workbench.screenshot('imported');
    await workbench.clearNotifications();
    equal(await workbench.editorGroups(), 1, 'the import needs no empty half beside it');
    parsesWithoutFindings(await save(workbench, 'place-order.trace'));
  });

  test('has a subtree cut out and put back by a fill that keeps to the services of the document', async () => {
    const before = (await workbench.documentText('place-order.trace')) ?? '';
    await cutBlock(workbench, before, 'rpc payment');
    await workbench.type('...');
    const open = await workbench.waitForText('place-order.trace', (text) => text.includes('...'));
    ok(!open?.includes('rpc payment'), 'the block is gone');
    await workbench.command('Tracewright: Fill Hole');
    const filled = await workbench.waitForText('place-order.trace', (text) => !text.includes('...'));
    await workbench.screenshot('cut-and-filled');
    await onlyKnownServices(before, filled);
    parsesWithoutFindings(filled);
    await workbench.press('Control+z');
    await workbench.waitForText('place-order.trace', (text) => text === open);
  });

  test('in OTLP lines stands beside its recording, and grey text fills a body that was emptied', async () => {
    await workbench.openFile('view-product.jsonl');
    await workbench.command('Tracewright: Import Trace');
    await workbench.choose('This Editor');
    await workbench.notification('Imported 1 trace (41 spans) from OTLP/JSON Lines.');
    await workbench.clearNotifications();
    equal(await workbench.editorGroups(), 2, 'the recording stays in sight');
    const before = await save(workbench, 'view-product.trace');
    await cutBody(workbench, before, 'rpc catalogue');
    const grey = await workbench.waitForGhostText();
    await workbench.screenshot('emptied-body');
    await workbench.press('Tab');
    const filled = await workbench.waitForText('view-product.trace', (all) =>
      squeezed(all).includes(squeezed(grey)),
    );
    await onlyKnownServices(before, filled);
    parsesWithoutFindings(filled);
  });
});

/** Saves by the usual key, and waits for the editor that shows the file from then on. */
async function save(workbench: Workbench, name: string): Promise<string> {
  const text = await workbench.waitForText(name, (all) => all.includes('trace "'));
  await workbench.press('Control+s');
  await workbench.waitForSaved(name, text);
  await workbench.openFile(name);
  return text ?? '';
}

/** Selects the whole block of the line with `start` by keys and cuts it; leaves the cursor on an indented empty line. */
async function cutBlock(workbench: Workbench, text: string, start: string): Promise<void> {
  const { first, last, indent } = blockOf(text, start);
  await workbench.moveCursor(first, indent);
  for (let line = first; line < last; line += 1) await workbench.press('Shift+ArrowDown');
  await workbench.press('Shift+End');
  await workbench.press('Control+x');
}

/** Cuts what stands between the braces of the line with `start`, and asks for a new line there. */
async function cutBody(workbench: Workbench, text: string, start: string): Promise<void> {
  const { first, last } = blockOf(text, start);
  await workbench.moveCursor(first + 1, 0);
  for (let line = first + 1; line < last; line += 1) await workbench.press('Shift+ArrowDown');
  await workbench.press('Control+x');
  await workbench.moveCursor(first, text.split('\n')[first]?.length ?? 0);
  await workbench.press('Enter');
}

/** Zero-based lines of a block in formatted text, where the closing brace is indented as its opener. */
function blockOf(text: string, start: string): { first: number; last: number; indent: number } {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trimStart().startsWith(start));
  const indent = lines[first]?.search(/\S/) ?? 0;
  const last = lines.indexOf(`${' '.repeat(indent)}}`, first);
  ok(first >= 0 && last > first, `${start} opens a block`);
  return { first, last, indent };
}

async function onlyKnownServices(before: string, after: string | undefined): Promise<void> {
  const known = servicesIn(before);
  ok(known.size > 12, 'the recording is of more than a dozen services');
  for (const service of servicesIn(after ?? '')) ok(known.has(service), `${service} is of no document`);
  match(after ?? '', /^ +(?:http|rpc|db|cache|send|recv) \S/m);
}

function servicesIn(text: string): Set<string> {
  const calls = text.matchAll(/^\s*(?:async )?(?:http|rpc|db|cache|send|recv|call|in) (\S+)/gm);
  return new Set([...calls].flatMap(([, service]) => service ?? []));
}

/** White space is drawn in other ways than it is written. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
