import { equal, ok } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { setup, suite, suiteSetup, test } from 'mocha';
import type { FrameLocator, Locator } from 'playwright-core';
import { openWorkbench } from './support/editor.ts';
import { until } from './support/until.ts';
import type { Workbench } from './support/workbench.ts';

const SHOP = `trace shop within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    par {
      rpc stock Reserve ?
      rpc ? ? ?
    }
    db orders-db "INSERT orders" 3ms {
      rpc audit Write 1ms
    }
    ... calls 3..10, depth <= 2
  }
}
`;

const LONG = `trace long {
  http gateway "GET /" {
    rpc first Begin 1ms
    rpc group Open {
      rpc inner Work 1ms
    }
${Array.from({ length: 150 }, (_, index) => `    rpc service-${index} Step${index} 1ms`).join('\n')}
  }
}
`;

suite('the preview', () => {
  let workbench: Workbench;
  let view: FrameLocator;

  suiteSetup(async () => {
    const names = ['click', 'cursor', 'holes', 'syntax', 'reload', 'one', 'closed', 'old', 'gone', 'off'];
    workbench = await openWorkbench({
      files: {
        ...Object.fromEntries(names.map((name) => [`${name}.trace`, SHOP])),
        'two.trace': 'trace other {\n  rpc payments Charge 4ms\n}\n',
        'long.trace': LONG,
        'traces.trace': `${SHOP}\ntrace second {\n  rpc payments Charge 4ms\n}\n`,
      },
    });
    view = workbench.webview();
  });

  setup(() => workbench.closeAllEditors());

  test('goes to the line of a call that is clicked, in the waterfall and in the graph', async () => {
    await openPreview('click.trace');
    await rowOf('Verify').click();
    await untilCursorIn(2);
    await view.locator('.node', { hasText: 'audit' }).click();
    await untilCursorIn(8);
    await view.locator('.node.selected', { hasText: 'audit' }).waitFor();
  });

  test('marks the call at the cursor in both views', async () => {
    await openPreview('cursor.trace');
    await workbench.moveCursor(4, 8);
    await view.locator('.row.selected', { hasText: 'Reserve' }).waitFor();
    await view.locator('.node.selected', { hasText: 'stock' }).waitFor();
    await workbench.moveCursor(8, 8);
    await view.locator('.row.selected', { hasText: 'Write' }).waitFor();
    equal(await view.locator('.row.selected').count(), 1);
  });

  test('draws holes as holes and marks what breaks a rule', async () => {
    await openPreview('holes.trace');
    equal(await view.locator('.row.hole').count(), 3);
    ok((await view.locator('.node.hole').count()) > 0);
    await view.locator('.row.violated', { hasText: 'orders-db' }).locator('.violation').waitFor();
    await view.locator('.node.violated', { hasText: 'orders-db' }).waitFor();
    await workbench.screenshot('preview');
  });

  test('keeps scroll, mark and collapsed rows while the text is edited elsewhere', async () => {
    await openPreview('long.trace');
    await workbench.moveCursor(2, 8);
    await view.locator('.row', { hasText: 'Open' }).locator('.twisty').click();
    await rowOf('Work').waitFor({ state: 'detached' });
    await scrollTo(1500);
    await focusText();
    await typeAt(2, 21, '2');
    await until(
      () => view.locator('.row', { hasText: 'gateway' }).count(),
      (count) => count === 0,
      { what: 'top rows out of sight' },
    );
    equal(await scrollTop(), 1500);
    await scrollTo(0);
    await view.locator('.row.selected', { hasText: '12ms' }).waitFor();
    equal(await rowOf('Work').count(), 0);
    await typeAt(3, 0, '    rpc audit Note 2ms\n');
    await rowOf('Note').waitFor();
    equal(await rowOf('Work').count(), 0);
  });

  test('keeps the sound parts of a text with syntax errors and says so', async () => {
    await openPreview('syntax.trace');
    await typeAt(2, 4, 'rpc cart %% (\n    ');
    await view.locator('.notice', { hasText: 'syntax errors' }).waitFor();
    await rowOf('INSERT orders').waitFor();
    await workbench.screenshot('preview-syntax-errors');
  });

  test('comes back with the window as it was, and follows edits', async () => {
    await openPreview('reload.trace');
    await view.locator('.row.kind-group .twisty').click();
    await rowOf('Reserve').waitFor({ state: 'detached' });
    await rowOf('Verify').click();
    await workbench.reload();
    await view.locator('.row.selected', { hasText: 'Verify' }).waitFor({ timeout: 60_000 });
    equal(await rowOf('Reserve').count(), 0);
    await focusText();
    await typeAt(2, 0, '    rpc audit Note 2ms\n');
    await rowOf('Note').waitFor();
    equal(await rowOf('Reserve').count(), 0);
  });

  test('of each of two documents follows its own', async () => {
    await openPreview('one.trace');
    await workbench.openFile('two.trace');
    await workbench.command('Open Preview to the Side');
    await view.locator('.row', { hasText: 'payments' }).waitFor();
    await typeAt(1, 0, '  rpc fraud Score 2ms\n');
    await view.locator('.row', { hasText: 'fraud' }).waitFor();
    await workbench.page.locator('.tab', { hasText: 'Preview one.trace' }).click();
    await rowOf('Verify').waitFor();
    equal(await view.locator('.row', { hasText: 'fraud' }).count(), 0);
  });

  test('shows the trace at the cursor, and the one that is chosen', async () => {
    await openPreview('traces.trace');
    await rowOf('Verify').waitFor();
    await workbench.moveCursor(15, 8);
    await view.locator('.row.selected', { hasText: 'Charge' }).waitFor();
    await view.locator('.traces').selectOption({ label: 'shop' });
    await rowOf('Verify').waitFor();
  });

  test('stays when the text is closed, and a click opens it again', async () => {
    await openPreview('closed.trace');
    await focusText();
    await workbench.ask('command', { id: 'workbench.action.closeActiveEditor', args: [] });
    await rowOf('Write').click();
    await untilCursorIn(8, 'Last');
  });

  test('follows a document that is renamed', async () => {
    await openPreview('old.trace');
    await view.locator('.row.kind-group .twisty').click();
    await workbench.ask('rename', { from: workbench.path('old.trace'), to: workbench.path('new.trace') });
    await workbench.page.locator('.tab', { hasText: 'Preview new.trace' }).waitFor();
    await focusText();
    await typeAt(2, 0, '    rpc audit Note 2ms\n');
    await rowOf('Note').waitFor();
    equal(await rowOf('Reserve').count(), 0);
  });

  test('says so when the document is gone, and keeps the last picture', async () => {
    await openPreview('gone.trace');
    await rm(workbench.path('gone.trace'));
    await focusText();
    await workbench.ask('command', { id: 'workbench.action.closeActiveEditor', args: [] });
    await view.locator('.notice', { hasText: 'moved or deleted' }).waitFor({ timeout: 30_000 });
    await rowOf('Verify').waitFor();
  });

  test('leaves cursor and text alone where the settings say so', async () => {
    await workbench.ask('setting', { name: 'tracewright.preview.followCursor', value: false });
    await workbench.ask('setting', { name: 'tracewright.preview.revealInEditor', value: false });
    await openPreview('off.trace');
    await workbench.moveCursor(4, 8);
    await rowOf('Verify').click();
    await view.locator('.row.selected', { hasText: 'Verify' }).waitFor();
    await focusText();
    await typeAt(5, 0, '      rpc audit Note 2ms\n');
    await rowOf('Note').waitFor();
    equal((await workbench.cursor())?.line, 6);
    await view.locator('.row.selected', { hasText: 'Verify' }).waitFor();
    await workbench.ask('setting', { name: 'tracewright.preview.followCursor' });
    await workbench.ask('setting', { name: 'tracewright.preview.revealInEditor' });
  });

  /** The text stays in front. */
  async function openPreview(name: string): Promise<void> {
    await workbench.openFile(name);
    await workbench.command('Open Preview to the Side');
    await view.locator('.row').first().waitFor({ timeout: 30_000 });
    await focusText();
  }

  /** The text stands on the left; after a click in the preview the keyboard is there. */
  async function focusText(): Promise<void> {
    await workbench.ask('command', { id: 'workbench.action.focusFirstEditorGroup', args: [] });
    await workbench.page.locator('.monaco-editor.focused').first().waitFor();
  }

  async function typeAt(line: number, character: number, text: string): Promise<void> {
    await workbench.moveCursor(line, character);
    await workbench.type(text);
  }

  function rowOf(operation: string): Locator {
    return view.locator('.row .operation', { hasText: operation });
  }

  async function untilCursorIn(line: number, group: 'First' | 'Last' = 'First'): Promise<void> {
    const ask = async () => {
      await workbench.ask('command', { id: `workbench.action.focus${group}EditorGroup`, args: [] });
      return (await workbench.cursor())?.line;
    };
    await until(ask, (found) => found === line, { what: `cursor in line ${line}` });
  }

  function scrollTo(top: number): Promise<void> {
    return view.locator('.waterfall').evaluate((pane: Scrolled, wanted) => {
      pane.scrollTop = wanted;
    }, top);
  }

  function scrollTop(): Promise<number> {
    return view.locator('.waterfall').evaluate((pane: Scrolled) => pane.scrollTop);
  }
});

/** What is used of the browser's elements; the types of the DOM are not loaded for the tests. */
interface Scrolled {
  scrollTop: number;
}
