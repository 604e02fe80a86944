/** Reads ghost text off the screen: the editor draws it as marked spans among the lines, and later lines in a zone. */
import type { Page } from 'playwright-core';

/** What is used of the browser's elements; the types of the DOM are not loaded for the tests. */
interface ScreenElement {
  readonly textContent: string | null;
  querySelectorAll(selector: string): Iterable<ScreenElement>;
  getBoundingClientRect(): { readonly top: number };
}

/** Grey text from top to bottom, its lines joined by a line feed; empty when there is none. */
export async function ghostTextOf(page: Page): Promise<string> {
  const lines = await page.locator('.monaco-editor .view-line').evaluateAll(ghostLines);
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** Runs in the page, so it stands alone. A line's ghost text is several spans when it is coloured. */
function ghostLines(elements: ScreenElement[]): string[] {
  const marks = '.ghost-text-decoration, .ghost-text-decoration-preview, .ghost-text';
  const lines = elements.map((element) => ({
    top: element.getBoundingClientRect().top,
    parts: Array.from(element.querySelectorAll(marks), (mark) => mark.textContent ?? ''),
  }));
  const grey = lines.filter(({ parts }) => parts.length > 0).sort((a, b) => a.top - b.top);
  return grey.map(({ parts }) => parts.join(''));
}
