/** A workbench in the browser, as a user has it in front of them: keys, pictures, and what the probe can tell. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { EditorSession } from '../../../../scripts/editor/session.mjs';
import { outFolder } from '../../../../scripts/lib/paths.mjs';
import type { ProbeCursor, ProbeDiagnostic } from '../../probe/questions.ts';
import { ghostTextOf } from './ghost-text.ts';
import type { Ask } from './probe-client.ts';
import { until } from './until.ts';

const PAINTED_MS = 60_000;

export type Severity = ProbeDiagnostic['severity'];

const CLEARED = [
  'notifications.clearAll',
  'notifications.hideList',
  'workbench.action.focusActiveEditorGroup',
];

export class Workbench {
  readonly page: Page;
  readonly session: EditorSession;
  /** Questions that the helpers below do not cover. */
  readonly ask: Ask;
  readonly #address: string;

  constructor(page: Page, session: EditorSession, ask: Ask, address: string) {
    this.page = page;
    this.session = session;
    this.ask = ask;
    this.#address = address;
  }

  /** Absolute path of a file in the workspace. */
  path(name: string): string {
    return join(this.session.workspace, name);
  }

  /** Loads the workbench and waits until the extension host answers. */
  async load(): Promise<void> {
    await this.page.goto(this.#address);
    await this.#untilReady();
  }

  async #untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.editor').waitFor({ timeout: PAINTED_MS });
    await until(() => this.#isAnswering(), Boolean, { what: 'extension host', timeoutMs: PAINTED_MS });
  }

  /** Loads the window again. A page that is simply left would not write down which editors were open last. */
  async reload(): Promise<void> {
    await this.command('Developer: Reload Window');
    await until(
      () => this.#isAnswering(),
      (answering) => !answering,
      { what: 'old extension host gone', timeoutMs: PAINTED_MS },
    );
    await this.#untilReady();
  }

  /** Opens a file of the workspace and puts the focus into its text. */
  async openFile(name: string, { beside = false } = {}): Promise<void> {
    await this.ask('open', { path: this.path(name), beside });
    await this.focusEditor();
  }

  /** Asked for again until the editor has it: a view that was clicked just before may take it back. */
  async focusEditor(): Promise<void> {
    const focused = this.page.locator('.monaco-editor.focused').first();
    await until(
      async () => {
        await this.ask('command', { id: 'workbench.action.focusActiveEditorGroup', args: [] });
        return await focused.isVisible();
      },
      (isFocused) => isFocused,
      { what: 'focus in the editor', timeoutMs: 30_000 },
    );
  }

  async type(text: string, { delayMs = 0 } = {}): Promise<void> {
    await this.page.keyboard.type(text, { delay: delayMs });
  }

  /** Presses a key or a chord in Playwright's notation, such as `Tab` or `Control+ArrowRight`. */
  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Runs a command by its title, through the palette. */
  async command(title: string): Promise<void> {
    await this.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor();
    await input.fill(`>${title}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await row.waitFor();
    await row.click();
  }

  /** Picks an entry of the list that the workbench shows on top. */
  async choose(label: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  }

  /** Takes what the light bulb offers at the cursor, and keeps a picture of the offer. */
  async takeOffer(title: string, picture: string): Promise<void> {
    await this.ask('command', { id: 'editor.action.quickFix', args: [] });
    const offer = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await offer.waitFor();
    await this.screenshot(picture);
    await offer.click();
  }

  /** Answers the question for a file of the workspace; the workbench in the browser asks it in a list. */
  async chooseFile(name: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    await until(
      () => input.inputValue(),
      (folder) => folder.startsWith(this.session.workspace),
      { what: 'question for a file' },
    );
    await this.type(name);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.press('Enter');
  }

  /** How many editor groups stand side by side. */
  editorGroups(): Promise<number> {
    return this.page.locator('.editor-group-container').count();
  }

  documentText(name: string): Promise<string | undefined> {
    return this.ask('text', { path: this.path(name) });
  }

  waitForText(
    name: string,
    accept: (text: string) => boolean,
    timeoutMs = 15_000,
  ): Promise<string | undefined> {
    const accepts = (text: string | undefined): boolean => text !== undefined && accept(text);
    return until(() => this.documentText(name), accepts, { what: `text of ${name}`, timeoutMs });
  }

  /** Text on disk, which is the document's only after a save. */
  savedText(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  async waitForSaved(name: string, text: string | undefined): Promise<void> {
    const saved = (): Promise<string> => this.savedText(name).catch(() => '');
    await until(saved, (found) => found === text, { what: `${name} on disk` });
  }

  cursor(): Promise<ProbeCursor | undefined> {
    return this.ask('cursor', {});
  }

  /** Puts the cursor there in the active text editor, zero-based. */
  async moveCursor(line: number, character: number): Promise<void> {
    await this.ask('moveCursor', { line, character });
    await this.focusEditor();
  }

  /** The grey text on the screen, lines joined by a line feed; empty when there is none. */
  ghostText(): Promise<string> {
    return ghostTextOf(this.page);
  }

  waitForGhostText(
    accept = (text: string): boolean => text.trim() !== '',
    timeoutMs = 15_000,
  ): Promise<string> {
    return until(() => this.ghostText(), accept, { what: 'ghost text', timeoutMs });
  }

  waitForNoGhostText(): Promise<string> {
    return this.waitForGhostText((text) => text === '');
  }

  diagnostics(name: string): Promise<readonly ProbeDiagnostic[]> {
    return this.ask('diagnostics', { path: this.path(name) });
  }

  waitForDiagnostics(
    name: string,
    accept: (diagnostics: readonly ProbeDiagnostic[]) => boolean,
  ): Promise<readonly ProbeDiagnostic[]> {
    return until(() => this.diagnostics(name), accept, { what: `diagnostics of ${name}` });
  }

  /** Squiggles that are drawn in the visible part of the editors. */
  squiggles(severity: Severity = 'error'): Locator {
    return this.page.locator(severity === 'information' ? '.squiggly-info' : `.squiggly-${severity}`);
  }

  async waitForSquiggle(severity: Severity = 'error'): Promise<void> {
    await this.squiggles(severity).first().waitFor({ state: 'attached' });
  }

  async waitForNoSquiggle(severity: Severity = 'error'): Promise<void> {
    await until(
      () => this.squiggles(severity).count(),
      (count) => count === 0,
      { what: `no ${severity} squiggle` },
    );
  }

  /** The document inside the webview that is shown, `index` counts them from the left. */
  webview(index = 0): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').nth(index).frameLocator('iframe#active-frame');
  }

  /** A notification in the list of them: an editor that is driven by tests shows no toasts. */
  async notification(text: string | RegExp): Promise<Locator> {
    const found = this.page
      .locator('.notifications-center .notification-list-item', { hasText: text })
      .first();
    // The list closes when an editor takes the focus.
    const look = async (): Promise<boolean> => {
      await this.ask('command', { id: 'notifications.showList', args: [] });
      return found.isVisible();
    };
    await until(look, Boolean, { what: `notification ${text}`, timeoutMs: 60_000 });
    return found;
  }

  /** Puts the list away, with all that is in it. */
  async clearNotifications(): Promise<void> {
    for (const id of CLEARED) await this.ask('command', { id, args: [] });
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** What the status item of the extension says to those who cannot see it: the lines of its tooltip. */
  async statusLabel(): Promise<string> {
    const item = this.page.locator('.statusbar-item [aria-label^="Tracewright"]').first();
    return (await item.getAttribute('aria-label')) ?? '';
  }

  /** The text that shows when the pointer rests on the status item of the extension. */
  async statusTooltip(): Promise<string> {
    await this.statusItem('Tracewright').first().hover();
    const tooltip = this.page.locator('.workbench-hover-container .monaco-hover').first();
    await tooltip.waitFor();
    return (await tooltip.textContent()) ?? '';
  }

  /** The text that shows while the pointer rests on a word of the editor. */
  async pointAt(word: string): Promise<string> {
    // A pointer that rests where it was asks for nothing.
    await this.page.mouse.move(0, 0);
    const shown = this.page.locator('.monaco-editor .monaco-hover:not(.hidden)').first();
    await shown.waitFor({ state: 'hidden' });
    await this.page.locator('.view-line span:not(:has(span))', { hasText: word }).first().hover();
    await shown.waitFor();
    return (await shown.textContent()) ?? '';
  }

  /** What the editor says about a place, in Markdown. */
  async hover(name: string, line: number, character: number): Promise<string> {
    return this.ask('hover', { path: this.path(name), line, character });
  }

  async setTheme(name: string): Promise<void> {
    await this.ask('setting', { name: 'workbench.colorTheme', value: name });
  }

  async closeAllEditors(): Promise<void> {
    await this.ask('discardAll', {});
  }

  /** Keeps a picture of the window in `out/screenshots`. */
  async screenshot(name: string): Promise<void> {
    const folder = join(outFolder, 'screenshots');
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Processes of this editor whose command line contains the text, such as `inference-worker`. */
  async processes(text: string): Promise<readonly number[]> {
    const all = await this.session.processes();
    return all.filter(({ command }) => command.includes(text)).map(({ pid }) => pid);
  }

  #isAnswering(): Promise<boolean> {
    return this.ask('cursor', {}).then(
      () => true,
      () => false,
    );
  }
}
