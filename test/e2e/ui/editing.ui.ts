import { equal } from 'node:assert/strict';
import { suite, test } from 'mocha';
import { openWorkbench } from './support/editor.ts';

const STORE = `trace checkout {
  http gateway "POST /orders" {
    db orders-db "INSERT orders" 3ms {
      rpc audit Write 1ms
    }
  }
}
`;

suite('editing a trace', () => {
  test('shows a squiggle on the guilty line, and takes it away when the line is mended', async () => {
    const workbench = await openWorkbench({ files: { 'store.trace': STORE } });
    await workbench.openFile('store.trace');
    const [finding] = await workbench.waitForDiagnostics('store.trace', (all) => all.length > 0);
    equal(finding?.code, 'store-with-children');
    await workbench.waitForSquiggle();
    await workbench.screenshot('squiggle');
    // `db` becomes `rpc`, which may have children.
    await workbench.moveCursor(2, 4);
    await workbench.press('Delete');
    await workbench.press('Delete');
    await workbench.type('rpc');
    await workbench.press('Escape');
    await workbench.waitForDiagnostics('store.trace', (all) => all.length === 0);
    await workbench.waitForNoSquiggle();
  });
});
