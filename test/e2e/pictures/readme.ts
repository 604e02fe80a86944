/** The pictures of the README, as the editor draws them: `docs/pictures`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { closeAllWorkbenches, openWorkbench, openWorkbenches } from '../ui/support/open-workbench.ts';
import type { Workbench } from '../ui/support/workbench.ts';

const FOLDER = fromRoot('docs/pictures');
/** A README is some 830 pixels wide; more for sharp screens. */
const SCREEN = { width: 1080, height: 700, scale: 1.5 };

/** Only text and preview are to be seen. */
const SETTINGS = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.layoutControl.enabled': false,
  'workbench.editor.editorActionsLocation': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.folding': false,
  'editor.glyphMargin': false,
  'editor.lineNumbersMinChars': 3,
  'editor.fontSize': 13,
  'editor.hover.above': false,
};

const ORDERS = `trace checkout {
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

const RULES = `trace checkout {
  require {
    every db: duration < 100ms
    rpc cart before rpc pay
    never gateway -> orders-db
  }
  http gateway "POST /orders" {
    rpc cart GetCart {
      db orders-db "SELECT carts" 140ms
    }
    rpc pay Charge 90ms
  }
}
`;

const PREVIEW = `trace "place order" within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    par {
      rpc stock Reserve 14ms {
        db stock-db "UPDATE stock" 9ms
      }
      rpc ? ? ?
    }
    rpc pay Charge 90ms !503
    db orders-db "INSERT orders" 6ms {
      rpc audit Write 1ms
    }
    ... calls 3..10, depth <= 2
  }
}
`;

await mkdir(FOLDER, { recursive: true });
try {
  const files = { 'orders.trace': ORDERS, 'checkout.trace': RULES, 'place-order.trace': PREVIEW };
  const workbench = await openWorkbench({ files, settings: SETTINGS, screen: SCREEN });
  await workbench.ask('command', { id: 'workbench.action.closeSidebar', args: [] });
  await ghostText(workbench);
  await brokenRule(workbench);
  await preview(workbench);
} catch (error) {
  for (const workbench of openWorkbenches()) await workbench.screenshot('failed-pictures');
  throw error;
} finally {
  await closeAllWorkbenches();
}

async function ghostText(workbench: Workbench): Promise<void> {
  await workbench.openFile('orders.trace');
  await workbench.moveCursor(11, '    rpc auth Verify 8ms'.length);
  await workbench.ask('command', { id: 'editor.action.inlineSuggest.trigger', args: [] });
  await workbench.waitForGhostText(undefined, 40_000);
  await picture(workbench, 'ghost-text', 380);
  await workbench.closeAllEditors();
}

async function brokenRule(workbench: Workbench): Promise<void> {
  await workbench.openFile('checkout.trace');
  await workbench.waitForSquiggle();
  await workbench.moveCursor(8, 10);
  await workbench.ask('command', { id: 'editor.action.showHover', args: [] });
  await workbench.page.locator('.monaco-hover .hover-row', { hasText: '100ms' }).first().waitFor();
  await picture(workbench, 'broken-rule', 400);
  await workbench.closeAllEditors();
}

async function preview(workbench: Workbench): Promise<void> {
  await workbench.openFile('place-order.trace');
  await workbench.command('Open Preview to the Side');
  await workbench.webview().locator('.row').first().waitFor();
  await workbench.ask('command', { id: 'workbench.action.focusFirstEditorGroup', args: [] });
  await workbench.moveCursor(4, 10);
  await workbench.webview().locator('.row.selected').waitFor();
  await picture(workbench, 'preview', 600);
  await workbench.closeAllEditors();
}

/** Of the editors, from the top to `height`. */
async function picture(workbench: Workbench, name: string, height: number): Promise<void> {
  const { page } = workbench;
  await page.mouse.move(0, 0);
  const box = await page.locator('.part.editor').boundingBox();
  if (box === null) throw new Error('There is no editor.');
  // What was just waited for fades in.
  await page.waitForTimeout(500);
  const clip = { ...box, height: Math.min(height, box.height) };
  await page.screenshot({
    path: join(FOLDER, `${name}.png`),
    clip,
    animations: 'disabled',
    caret: 'initial',
  });
}
