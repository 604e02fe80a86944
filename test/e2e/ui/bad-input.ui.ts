import { deepEqual, equal, match } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { closeWorkbench, openWorkbench } from './support/editor.ts';
import { recordingOfSize } from './support/recordings.ts';
import type { Workbench } from './support/workbench.ts';

const FAULTY = `trace checkout {
  db orders-db "INSERT orders" 3ms {
    rpc audit Write 1ms
  }
}
`;

const MILLION = 1_000_000;
const LEVELS = 100_000;

suite('bad input', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      files: {
        'beside.trace': FAULTY,
        'long-line.trace': `trace long { ${'rpc a B; '.repeat(MILLION / 9)}}\n`,
        'no-trace.trace': 'x'.repeat(MILLION),
        'nested.trace': `trace deep {\n${'rpc a B {\n'.repeat(LEVELS)}${'}\n'.repeat(LEVELS)}}\n`,
        'empty.json': '',
        'cut-off.json': recordingOfSize(30_000).slice(0, 20_000),
      },
    });
    await writeFile(workbench.path('whole.json'), recordingOfSize(60 * MILLION));
    // A model's weights are no text.
    const bytes = await readFile(fromRoot('test/fixtures/models/tiny-q8_0.gguf'));
    await writeFile(workbench.path('binary.json'), bytes);
  });

  suiteTeardown(() => closeWorkbench(workbench));

  test('a line of a million characters is read, and other files work beside it', async () => {
    await workbench.openFile('long-line.trace');
    await worksBeside();
    deepEqual(await workbench.diagnostics('long-line.trace'), []);
    match(await workbench.hover('long-line.trace', 0, 17), /Called/);
  });

  test('a million characters that are no trace give one finding', async () => {
    await workbench.openFile('no-trace.trace');
    await worksBeside();
    const findings = await workbench.waitForDiagnostics('no-trace.trace', (all) => all.length > 0);
    deepEqual(codes(findings), ['syntax-unexpected']);
  });

  test('100,000 nested blocks are read as deep as may be, and it is said where that ends', async () => {
    await workbench.openFile('nested.trace');
    await worksBeside();
    const findings = await workbench.waitForDiagnostics('nested.trace', (all) => all.length > 0);
    deepEqual(codes(findings), ['syntax-unreadable']);
    equal(findings[0]?.message, 'Blocks nest deeper than 1000 levels here; what is inside is not read.');
    await workbench.openFile('nested.trace');
    await workbench.screenshot('nested-blocks');
  });

  test('a recording of 60 MB is imported', async () => {
    await importFile('whole.json');
    await workbench.notification(/^Imported 14\d\d traces \(6\d{4} spans\) from Jaeger JSON\./);
    await workbench.clearNotifications();
    const text = await workbench.waitForText('whole.trace', (all) => all.endsWith('}\n'));
    await workbench.press('Control+s');
    await workbench.waitForSaved('whole.trace', text);
    await worksBeside();
  });

  for (const [file, message] of [
    ['empty.json', 'The file is empty.'],
    [
      'cut-off.json',
      'at line 1, column 20001, where the closing quote was expected: it seems to have been cut',
    ],
    ['binary.json', 'The file is binary, not JSON text.'],
  ] as const)
    test(`${file} is not imported, and it is said why`, async () => {
      await importFile(file);
      await workbench.notification(message);
      await workbench.screenshot(`import-${file}`);
      await workbench.clearNotifications();
      equal(await workbench.documentText(file.replace('json', 'trace')), undefined);
      await worksBeside();
    });

  async function importFile(name: string): Promise<void> {
    await workbench.closeAllEditors();
    await workbench.command('Tracewright: Import Trace');
    await workbench.chooseFile(name);
  }

  /** Another file gets its findings, hovers and what is typed. */
  async function worksBeside(): Promise<void> {
    await workbench.openFile('beside.trace');
    await workbench.waitForDiagnostics('beside.trace', (all) => codes(all).includes('store-with-children'));
    match(await workbench.hover('beside.trace', 2, 10), /audit/);
    await workbench.moveCursor(0, 0);
    await workbench.type('?');
    await workbench.waitForDiagnostics('beside.trace', (all) =>
      codes(all).some((code) => /^syntax/.test(code)),
    );
    await workbench.press('Control+z');
    await workbench.waitForText('beside.trace', (text) => text === FAULTY);
  }
});

const codes = (findings: readonly { readonly code: string }[]): string[] => findings.map(({ code }) => code);
