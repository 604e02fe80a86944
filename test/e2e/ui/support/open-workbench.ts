/** Starts real editors and ends them; knows no test framework, so that benchmarks and pictures use it too. */
import { join } from 'node:path';
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
  /** The packed extension to install in place of the one in `dist`; that of the run unless given. */
  readonly vsix?: string | undefined;
  /** How large the window is; 1440 by 900 unless given. `scale` is that of its screen. */
  readonly screen?: { readonly width: number; readonly height: number; readonly scale: number };
}

const SCREEN = { width: 1440, height: 900, scale: 1 };

let browser: Promise<Browser> | undefined;
const opened: Workbench[] = [];

/** A workbench of its own, with these files, settings and trust. */
export async function openWorkbench(options: OpenOptions = {}): Promise<Workbench> {
  const vsix = options.vsix ?? process.env['TRACEWRIGHT_VSIX'];
  const session = await startSession(options, vsix);
  const { scale, ...viewport } = options.screen ?? SCREEN;
  const context = await (await launchBrowser()).newContext({ viewport, deviceScaleFactor: scale });
  const page = await context.newPage();
  const workbench = new Workbench(page, session, probeAt(socketOf(session.folder)), addressOf(session, vsix));
  opened.push(workbench);
  await workbench.load();
  return workbench;
}

/** Ends one workbench; an error if it left processes behind. */
export async function closeWorkbench(workbench: Workbench): Promise<void> {
  opened.splice(opened.indexOf(workbench), 1);
  await workbench.page.context().close();
  const escaped = await workbench.session.stop();
  if (escaped.length > 0) throw new Error(`Processes outlived their editor: ${escaped.join('; ')}`);
}

/** Those that are open now. */
export function openWorkbenches(): readonly Workbench[] {
  return opened;
}

/** Ends all workbenches and the browser. */
export async function closeAllWorkbenches(): Promise<void> {
  while (opened.length > 0) await Promise.all(opened.slice().map(closeWorkbench));
  await (await browser)?.close();
  browser = undefined;
}

function startSession(options: OpenOptions, vsix: string | undefined): Promise<EditorSession> {
  const examples = options.examples ?? options.files === undefined;
  return startEditor({
    copies: examples ? [fromRoot('examples')] : [],
    files: options.files ?? {},
    trust: options.trust ?? true,
    settings: options.settings ?? {},
    vsix: vsix ? [vsix] : [],
    unpacked: [fromRoot('dist/test/probe')],
    env: { ...options.env },
    envInFolder: { [PROBE_SOCKET]: SOCKET_NAME },
  });
}

const SOCKET_NAME = 'probe.sock';
const socketOf = (folder: string): string => join(folder, SOCKET_NAME);

const addressOf = (session: EditorSession, vsix: string | undefined): string =>
  session.address(vsix ? [] : [['extensionDevelopmentPath', session.remoteUri(root)]]);

function launchBrowser(): Promise<Browser> {
  browser ??= findBrowser().then((executablePath) =>
    chromium.launch({ executablePath, args: BROWSER_FLAGS }),
  );
  return browser;
}
