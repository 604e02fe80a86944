/** One running editor: a fresh profile, a fresh copy of the workspace, one process group that ends with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, runOrThrow } from '../lib/process.mjs';
import { installEditor } from './install.mjs';
import { processesOfRun, RUN_MARK } from './processes.mjs';

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));
const HOST = '127.0.0.1';
const START_LIMIT_MS = 60_000;

/**
 * @typedef {object} EditorOptions
 * @property {string} [workspace] folder to open in place; otherwise an empty one is made for the run
 * @property {readonly string[]} [copies] folders whose content is copied into the run's own workspace
 * @property {Record<string, string>} [files] path and text of files to write into the run's own workspace
 * @property {Record<string, unknown>} [settings] user settings
 * @property {boolean} [trust] `false` switches workspace trust on, so that the folder opens in restricted mode
 * @property {readonly string[]} [vsix] packed extensions to install
 * @property {readonly string[]} [unpacked] extension folders to install as they are
 * @property {NodeJS.ProcessEnv} [env] for the extension host and all that it starts
 * @property {Record<string, string>} [envInFolder] variables whose values are names of files in the run's own folder
 */

/**
 * @typedef {object} EditorSession
 * @property {string} folder the run's own folder; gone after `stop`
 * @property {string} workspace the folder that is open
 * @property {(payload?: readonly (readonly [string, string])[]) => string} address of the workbench
 * @property {(path: string) => string} remoteUri of a file, for the payload
 * @property {() => ReturnType<typeof processesOfRun>} processes that run now
 * @property {() => Promise<string>} log what the editor's server printed
 * @property {Promise<void>} ended when the editor is gone
 * @property {() => Promise<string[]>} stop ends everything; returns the commands of processes that had escaped
 */

/**
 * @param {EditorOptions} [options]
 * @returns {Promise<EditorSession>}
 */
export async function startEditor(options = {}) {
  const installation = await installEditor();
  const folder = await mkdtemp(join(tmpdir(), 'tracewright-'));
  const port = await freePort();
  const profile = await prepareProfile(folder, options);
  const command = [installation.entry, ...editorArguments(folder, port, options.trust ?? true)];
  for (const file of options.vsix ?? []) {
    await runOrThrow(installation.node, [...command, '--install-extension', file], {
      env: profile.env,
      capture: true,
    });
  }
  const guard = await startGuarded(folder, [installation.node, ...command], profile.env);
  const session = sessionOf({ folder, port, workspace: profile.workspace, guard });
  await untilListening(port, session);
  return session;
}

/**
 * @param {string} folder
 * @param {EditorOptions} options
 */
async function prepareProfile(folder, options) {
  const workspace = options.workspace ?? join(folder, 'workspace');
  const settings = { ...QUIET_SETTINGS, ...options.settings };
  await Promise.all(
    ['workspace', 'tmp', 'data/User', 'data/Machine', 'extensions'].map((name) =>
      mkdir(join(folder, name), { recursive: true }),
    ),
  );
  await writeFile(join(folder, 'config.yaml'), '');
  // Settings that belong to a machine, such as the path of a file, count only among those of the machine.
  for (const owner of ['User', 'Machine'])
    await writeFile(join(folder, 'data', owner, 'settings.json'), JSON.stringify(settings));
  for (const source of options.copies ?? []) await cp(source, workspace, { recursive: true });
  for (const [path, text] of Object.entries(options.files ?? {}))
    await writeFile(join(workspace, path), text);
  await installUnpacked(join(folder, 'extensions'), options.unpacked ?? []);
  return { workspace, env: environmentOf(folder, options) };
}

/**
 * @param {string} folder
 * @param {EditorOptions} options
 * @returns {NodeJS.ProcessEnv}
 */
function environmentOf(folder, options) {
  const inFolder = { TMPDIR: 'tmp', CODE_SERVER_SESSION_SOCKET: 'session.sock', ...options.envInFolder };
  const paths = Object.entries(inFolder).map(([name, file]) => [name, join(folder, file)]);
  return { ...cleanEnvironment(), ...Object.fromEntries(paths), ...options.env, [RUN_MARK]: folder };
}

/** No tips, no welcome page, no look-ups: what a test types and sees is the extension's work. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // In the browser the editor saves a second after each key; on the desktop it does not.
  'files.autoSave': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'window.title': `\${activeEditorShort}`,
};

/**
 * Puts extension folders where the editor looks for installed ones, with the register that it keeps of them.
 * @param {string} target
 * @param {readonly string[]} sources
 */
async function installUnpacked(target, sources) {
  const register = [];
  for (const source of sources) {
    const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
    const id = `${manifest.publisher}.${manifest.name}`;
    await cp(source, join(target, id), { recursive: true });
    const location = { $mid: 1, path: join(target, id), scheme: 'file' };
    register.push({
      identifier: { id },
      version: manifest.version,
      location,
      relativeLocation: id,
      metadata: {},
    });
  }
  await writeFile(join(target, 'extensions.json'), JSON.stringify(register));
}

/**
 * @param {string} folder
 * @param {number} port
 * @param {boolean} trust
 */
const editorArguments = (folder, port, trust) => [
  ...['--config', join(folder, 'config.yaml')],
  ...['--user-data-dir', join(folder, 'data')],
  ...['--extensions-dir', join(folder, 'extensions')],
  ...['--auth', 'none', '--bind-addr', `${HOST}:${port}`],
  '--disable-telemetry',
  '--disable-update-check',
  ...(trust ? ['--disable-workspace-trust'] : []),
  '--disable-getting-started-override',
  '--ignore-last-opened',
  // Without this the payload of the address, and with it every test, is silently ignored.
  ...['--vscode-option', 'enable-smoke-test-driver'],
];

/**
 * @param {string} folder
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
async function startGuarded(folder, command, env) {
  const log = await open(join(folder, 'editor.log'), 'w');
  const guard = spawn(process.execPath, [GUARD, ...command], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['pipe', log.fd, log.fd],
  });
  await once(guard, 'spawn');
  await log.close();
  return guard;
}

/**
 * @param {{ folder: string, port: number, workspace: string, guard: import('node:child_process').ChildProcess }} parts
 * @returns {EditorSession}
 */
function sessionOf({ folder, port, workspace, guard }) {
  const ended = new Promise((resolve) => guard.once('exit', resolve)).then(() => undefined);
  const remoteUri = (/** @type {string} */ path) => `vscode-remote://${HOST}:${port}${path}`;
  return {
    folder,
    workspace,
    remoteUri,
    address: (payload = []) => addressOf(port, workspace, payload),
    processes: () => processesOfRun(folder),
    log: () => readFile(join(folder, 'editor.log'), 'utf8'),
    ended,
    async stop() {
      guard.stdin?.end();
      await ended;
      const escaped = await endEscaped(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      return escaped;
    },
  };
}

/**
 * @param {number} port
 * @param {string} workspace
 * @param {readonly (readonly [string, string])[]} payload
 */
function addressOf(port, workspace, payload) {
  const query = new URLSearchParams({ folder: workspace });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://${HOST}:${port}/?${query}`;
}

/** @param {string} run */
async function endEscaped(run) {
  const escaped = await processesOfRun(run);
  for (const { pid } of escaped) process.kill(pid, 'SIGKILL');
  return escaped.map(({ command }) => command);
}

/**
 * @param {number} port
 * @param {EditorSession} session
 */
async function untilListening(port, session) {
  const limit = Date.now() + START_LIMIT_MS;
  let running = true;
  void session.ended.then(() => {
    running = false;
  });
  while (running && Date.now() < limit) {
    const answer = await fetch(`http://${HOST}:${port}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  const log = await session.log();
  await session.stop();
  throw new Error(`The editor did not start.\n${log.slice(-4000)}`);
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on this machine.');
  return address.port;
}
