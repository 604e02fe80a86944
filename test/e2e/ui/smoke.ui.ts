import { deepEqual, equal, ok } from 'node:assert/strict';
import { suite, test } from 'mocha';
import { closeWorkbench, openWorkbench, sharedWorkbench } from './support/editor.ts';

const FILE = 'checkout-sketch.trace';

suite('the workbench', () => {
  test('opens an example and takes what is typed', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile(FILE);
    const before = await workbench.documentText(FILE);
    await workbench.moveCursor(0, 0);
    await workbench.type('// typed');
    await workbench.press('Enter');
    await workbench.waitForText(FILE, (text) => text.startsWith('// typed'));
    await workbench.screenshot('smoke-typed');
    await workbench.closeAllEditors();
    equal(await workbench.savedText(FILE), before);
  });

  // Other systems do not tell which process is whose.
  const onLinux = process.platform === 'linux' ? test : () => undefined;
  onLinux('leaves no process behind', async () => {
    const workbench = await openWorkbench({ files: { 'empty.trace': '' } });
    await workbench.openFile('empty.trace');
    const { session } = workbench;
    ok((await session.processes()).length > 1);
    await closeWorkbench(workbench);
    deepEqual(await session.processes(), []);
  });
});
