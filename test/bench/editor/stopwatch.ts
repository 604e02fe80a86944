/** Runs in the workbench's page: notes when the last key was pressed and when grey text was painted after it. */
import type { Page } from 'playwright-core';

/** Milliseconds on the page's clock. */
export interface Noted {
  /** When the key that counts reached the page. */
  readonly pressed: number;
  /** When grey text stood on the screen that was not there before the key. */
  readonly shown: number | undefined;
  /** Grey text stood there already when the key was pressed. */
  readonly wasGrey: boolean;
}

export function installStopwatch(page: Page): Promise<void> {
  return page.evaluate(watchGreyText);
}

/** From now on the next key counts. */
export async function forget(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as Watched).stopwatch?.forget());
}

export function noted(page: Page): Promise<Noted | undefined> {
  return page.evaluate(() => (globalThis as unknown as Watched).stopwatch?.noted());
}

/** What is used of the browser; the types of the DOM are not loaded for the tests. */
interface Watched {
  stopwatch?: { forget(): void; noted(): Noted | undefined };
  document: {
    readonly body: unknown;
    querySelectorAll(selector: string): Iterable<{ textContent: string | null }>;
  };
  MutationObserver: new (changed: () => void) => { observe(target: unknown, options: object): void };
  requestAnimationFrame(painted: () => void): void;
  addEventListener(
    type: string,
    listener: (event: { readonly key: string; readonly timeStamp: number }) => void,
    options: object,
  ): void;
}

/** Stands alone, since it is sent to the page. */
function watchGreyText(): void {
  const page = globalThis as unknown as Watched;
  if (page.stopwatch) return;
  const marks = '.ghost-text-decoration, .ghost-text-decoration-preview, .ghost-text';
  const isGrey = (): boolean => {
    for (const { textContent } of page.document.querySelectorAll(`.view-line :is(${marks})`))
      if (textContent?.trim()) return true;
    return false;
  };
  let pressed: number | undefined;
  let shown: number | undefined;
  let [seen, wasGrey] = [false, false];
  const onKey = ({ key, timeStamp }: { readonly key: string; readonly timeStamp: number }): void => {
    if (key === 'Shift' || key === 'Control') return;
    [pressed, shown, seen, wasGrey] = [timeStamp, undefined, false, isGrey()];
  };
  const painted = (since: number): void => {
    if (since === pressed) shown = performance.now();
  };
  const onChange = (): void => {
    if (pressed === undefined || seen || wasGrey || !isGrey()) return;
    seen = true;
    // The frame that holds the change has been painted when the next task runs after it.
    page.requestAnimationFrame(() => setTimeout(painted, 0, pressed));
  };
  page.addEventListener('keydown', onKey, { capture: true });
  new page.MutationObserver(onChange).observe(page.document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  page.stopwatch = {
    forget: () => {
      [pressed, shown, seen, wasGrey] = [undefined, undefined, false, false];
    },
    noted: () => (pressed === undefined ? undefined : { pressed, shown, wasGrey }),
  };
}
