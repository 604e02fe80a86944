import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { closeWorkbench, type OpenOptions, openWorkbench } from './support/editor.ts';
import { until } from './support/until.ts';
import type { Workbench } from './support/workbench.ts';

const FAULTY = `trace checkout {
  http gateway "POST /orders" {
    db orders-db "INSERT orders" 3ms {
      rpc audit Write
    }
    ... calls 3
  }
}
`;

suite('without a model', () => {
  let folder: string;

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracewright-models-'));
  });

  suiteTeardown(() => rm(folder, { recursive: true }));

  test('as the workspace is not trusted, all else works and the status says why', async () => {
    await inWorkbench({ trust: false }, async (workbench) => {
      await worksOtherwise(workbench);
      await saysAtTheStatus(workbench, [
        'No suggestions from the model: the workspace is not trusted. Everything else works.',
      ]);
      await workbench.screenshot('status-restricted');
      const reason = 'The workspace is not trusted, so no model is started. Everything else works.';
      await refusesToFill(workbench, reason);
      equal((await workbench.processes('inference-worker')).length, 0);
    });
  });

  test('as its file is missing, all else works and the status names the file', async () => {
    const path = join(folder, 'nowhere.gguf');
    const reason = `There is no file ${path}. Check the setting tracewright.model.path.`;
    await inWorkbench({ settings: { 'tracewright.model.path': path } }, async (workbench) => {
      await worksOtherwise(workbench);
      await saysAtTheStatus(workbench, ['There is no model. Everything else works.', reason]);
      await workbench.screenshot('status-missing');
      await refusesToFill(workbench, reason);
    });
  });

  test('as its file is cut off, all else works and the status says so once it was needed', async () => {
    const path = join(folder, 'half.gguf');
    const whole = await readFile(fromRoot('test/fixtures/models/tiny-q8_0.gguf'));
    await writeFile(path, whole.subarray(0, Math.floor(whole.length / 2)));
    const reason = `The model file ${path} is cut off. Copy or download it again.`;
    await inWorkbench({ settings: { 'tracewright.model.path': path } }, async (workbench) => {
      await worksOtherwise(workbench);
      await refusesToFill(workbench, reason);
      await saysAtTheStatus(workbench, ['The model does not run.', reason]);
      await workbench.screenshot('status-cut-off');
    });
  });
});

async function inWorkbench(
  options: OpenOptions,
  work: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const workbench = await openWorkbench({ files: { 'faulty.trace': FAULTY }, ...options });
  await workbench.openFile('faulty.trace');
  await work(workbench);
  await closeWorkbench(workbench);
}

/** Findings and hovers come, and keys are taken. */
async function worksOtherwise(workbench: Workbench): Promise<void> {
  const findings = await workbench.waitForDiagnostics('faulty.trace', (all) => all.length > 0);
  deepEqual(
    findings.map(({ code }) => code),
    ['store-with-children'],
  );
  match(await workbench.hover('faulty.trace', 1, 8), /gateway/);
}

async function refusesToFill(workbench: Workbench, reason: string): Promise<void> {
  await workbench.moveCursor(5, 5);
  await workbench.command('Tracewright: Fill Hole');
  await workbench.notification(reason);
  equal(await workbench.documentText('faulty.trace'), FAULTY);
  await workbench.clearNotifications();
}

/** In the label for those who listen, and in the tooltip for those who look. */
async function saysAtTheStatus(workbench: Workbench, facts: readonly string[]): Promise<void> {
  const said = (text: string): boolean => facts.every((fact) => text.includes(fact));
  await until(() => workbench.statusLabel(), said, { what: 'status' });
  await until(() => workbench.statusTooltip(), said, { what: 'tooltip' });
}
