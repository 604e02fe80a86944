import { suite, test } from 'mocha';
import { sharedWorkbench } from './support/editor.ts';
import type { Workbench } from './support/workbench.ts';

const FILE = 'checkout-sketch.trace';

suite('the preview', () => {
  test('follows an edit and keeps what is collapsed', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile(FILE);
    await workbench.command('Open Preview to the Side');
    const view = workbench.webview();
    await view.locator('.row .operation', { hasText: 'Reserve' }).waitFor();
    await workbench.screenshot('preview');
    await view.locator('.row.kind-group .twisty').click();
    await view.locator('.row .operation', { hasText: 'Reserve' }).waitFor({ state: 'detached' });
    await focusText(workbench);
    await workbench.moveCursor(2, 4);
    await workbench.type('rpc audit Note 2ms\n');
    await view.locator('.row .service', { hasText: 'audit' }).waitFor();
    await view.locator('.row .operation', { hasText: 'Reserve' }).waitFor({ state: 'detached' });
    await workbench.closeAllEditors();
  });
});

/** The text stands on the left; after a click in the preview the keyboard is there. */
async function focusText({ ask }: Workbench): Promise<void> {
  await ask('command', { id: 'workbench.action.focusFirstEditorGroup', args: [] });
}
