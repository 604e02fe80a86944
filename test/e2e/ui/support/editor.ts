/** Starts editors for UI tests, and ends all of them after the last test. */
import { join } from 'node:path';
import { suiteTeardown, teardown } from 'mocha';
import { type Browser, chromium } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser } from '../../../../scripts/editor/browser.mjs';
import { type EditorSession, startEditor } from '../../../../scripts/editor/session.mjs';
import { fromRoot, root } from '../../../../scripts/lib/paths.mjs';
import { PROBE_SOCKET } from '../../probe/questions.ts';
import { probeAt } from './probe-client.ts';
import { Workbench } from './workbench.ts';

export interface OpenOptions {
  /** Path and text of files in the workspace. */
  readonly files?: Record<string, string>;
  /** Copy `examples/` into the workspace; done unless `files` is given. */
  readonly examples?: boolean;
  /** `false` opens the folder in restricted mode. */
  readonly trust?: boolean;
  readonly settings?: Record<string, unknown>;
  readonly env?: NodeJS.ProcessEnv;
}

const VIEWPORT = { width: 1440, height: 900 };

let browser: Promise<Browser> | undefined;
let shared: Promise<Workbench> | undefined;
const opened: Workbench[] = [];

/** One workbench for all tests that need nothing special, on a copy of `examples/`. */
export function sharedWorkbench(): Promise<Workbench> {
  shared ??= openWorkbench();
  return shared;
}

/** A workbench of its own, for tests with other files, settings or trust. It ends after the last test. */
export async function openWorkbench(options: OpenOptions = {}): Promise<Workbench> {
  const session = await startSession(options);
  const context = await (await launchBrowser()).newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const workbench = new Workbench(page, session, probeAt(socketOf(session.folder)), addressOf(session));
  opened.push(workbench);
  await workbench.load();
  return workbench;
}

/** Ends one workbench before the others; an error if it left processes behind. */
export async function closeWorkbench(workbench: Workbench): Promise<void> {
  opened.splice(opened.indexOf(workbench), 1);
  await workbench.page.context().close();
  const escaped = await workbench.session.stop();
  if (escaped.length > 0) throw new Error(`Processes outlived their editor: ${escaped.join('; ')}`);
}

const packed = process.env['TRACEWRIGHT_VSIX'];

function startSession(options: OpenOptions): Promise<EditorSession> {
  const examples = options.examples ?? options.files === undefined;
  return startEditor({
    copies: examples ? [fromRoot('examples')] : [],
    files: options.files ?? {},
    trust: options.trust ?? true,
    settings: options.settings ?? {},
    vsix: packed ? [packed] : [],
    unpacked: [fromRoot('dist/test/probe')],
    env: { ...options.env },
    envInFolder: { [PROBE_SOCKET]: SOCKET_NAME },
  });
}

const SOCKET_NAME = 'probe.sock';
const socketOf = (folder: string): string => join(folder, SOCKET_NAME);

const addressOf = (session: EditorSession): string =>
  session.address(packed ? [] : [['extensionDevelopmentPath', session.remoteUri(root)]]);

function launchBrowser(): Promise<Browser> {
  browser ??= findBrowser().then((executablePath) =>
    chromium.launch({ executablePath, args: BROWSER_FLAGS }),
  );
  return browser;
}

teardown(async function pictureOfFailure() {
  if (this.currentTest?.state !== 'failed') return;
  const name = this.currentTest.fullTitle().replaceAll(/[^\w-]+/g, '-');
  for (const [index, workbench] of opened.entries()) await workbench.screenshot(`failed-${name}-${index}`);
});

suiteTeardown(async () => {
  while (opened.length > 0) await Promise.all(opened.slice().map(closeWorkbench));
  await (await browser)?.close();
});
