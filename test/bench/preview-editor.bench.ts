/** From a key to the preview's picture of it, in the real editor. Needs `npm run build`. */
import type { Frame } from 'playwright-core';
import { closeAllWorkbenches, openWorkbench } from '../e2e/ui/support/open-workbench.ts';
import { until } from '../e2e/ui/support/until.ts';
import type { Workbench } from '../e2e/ui/support/workbench.ts';
import { percentile, print } from './support.ts';
import { traceText } from './trace-text.ts';

/** Calls and the limit in milliseconds. */
const SIZES = [
  [200, 50],
  [5000, 300],
] as const;
const KEYS = 60;
/** The first keys meet code that has not run yet. */
const WARM_UP = 10;

const files = Object.fromEntries(SIZES.map(([calls]) => [`${calls}.trace`, traceText(calls)]));

try {
  const workbench = await openWorkbench({ files });
  for (const [calls, limit] of SIZES) await measure(workbench, calls, limit);
} finally {
  await closeAllWorkbenches();
}

async function measure(workbench: Workbench, calls: number, limit: number): Promise<void> {
  const name = `${calls}.trace`;
  await workbench.openFile(name);
  await workbench.command('Open Preview to the Side');
  await workbench.webview().locator('.row').first().waitFor({ timeout: 60_000 });
  const frame = await previewFrame(workbench);
  await workbench.ask('command', { id: 'workbench.action.focusFirstEditorGroup', args: [] });
  const lines = traceText(calls).split('\n');
  const line = lines.findIndex((text, index) => index > lines.length / 2 && text.endsWith(' 7ms'));
  await workbench.moveCursor(line, (lines[line]?.length ?? 0) - 'ms'.length);
  await workbench.page.evaluate(noteKeys);
  await frame.locator('.row.selected').waitFor();
  const times: number[] = [];
  for (let key = 0; key < KEYS; key += 1) times.push(await typedKey(workbench, frame, key % 2 === 0));
  const counted = times.slice(WARM_UP);
  const [p50, p95] = [percentile(counted, 0.5), percentile(counted, 0.95)];
  print(
    `Key to picture, ${calls} calls (limit ${limit} ms): p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
  );
  await workbench.closeAllEditors();
}

/** Makes `7ms` into `75ms`, or the other way round, and waits for the picture of it. */
async function typedKey(workbench: Workbench, frame: Frame, longer: boolean): Promise<number> {
  await frame.evaluate(awaitDuration, longer ? '75ms' : '7ms');
  await workbench.press(longer ? '5' : 'Backspace');
  const shown = await frame.evaluate(() => (globalThis as unknown as Noted).shown);
  const pressed = await workbench.page.evaluate(() => (globalThis as unknown as Noted).pressed);
  return shown - pressed;
}

async function previewFrame({ page }: Workbench): Promise<Frame> {
  const find = async (): Promise<Frame | undefined> => {
    for (const frame of page.frames())
      if (
        (await frame
          .locator('.waterfall')
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    return undefined;
  };
  const frame = await until(find, (found) => found !== undefined, { what: 'the frame of the preview' });
  if (frame === undefined) throw new Error('There is no preview.');
  return frame;
}

/** What the functions below leave in the pages; times count from the same moment in all of them. */
interface Noted {
  pressed: number;
  shown: Promise<number>;
  document: PageDocument;
  MutationObserver: new (
    changed: () => void,
  ) => {
    observe(target: unknown, options: object): void;
    disconnect(): void;
  };
  addEventListener(type: string, listener: () => void, options: object): void;
}

/** What is used of the browser; the types of the DOM are not loaded for the tests. */
interface PageDocument {
  readonly body: unknown;
  querySelector(selector: string): { readonly textContent: string | null } | null;
}

/** Runs in the workbench's page, so it stands alone. */
function noteKeys(): void {
  const page = globalThis as unknown as Noted;
  const note = (): void => {
    page.pressed = performance.timeOrigin + performance.now();
  };
  page.addEventListener('keydown', note, { capture: true });
}

/** Runs in the preview's page, so it stands alone. */
function awaitDuration(text: string): void {
  const page = globalThis as unknown as Noted;
  page.shown = new Promise((resolve) => {
    const observer = new page.MutationObserver(() => {
      if (page.document.querySelector('.row.selected .duration')?.textContent !== text) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    });
    observer.observe(page.document.body, { subtree: true, childList: true, characterData: true });
  });
}
