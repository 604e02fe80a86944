/**
 * A real VS Code without a desktop: code-server carries the workbench, its server and its extension host.
 * It needs a Node of its own (24) and native parts built against it, so it lies in a cache, not among the
 * dependencies of the extension.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installDebianPackages } from '../lib/debian.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { findOnPath, pathWith, runNpm } from '../lib/process.mjs';
import { Missing, say } from '../lib/say.mjs';

const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';

/**
 * @typedef {object} EditorInstallation
 * @property {string} node the Node that code-server runs on
 * @property {string} entry code-server's main module
 */

/**
 * Finds code-server in the cache, or installs it there (about 800 MB, a minute or two).
 * @returns {Promise<EditorInstallation>}
 */
export async function installEditor() {
  const folder = join(cacheFolder(), `code-server-${CODE_SERVER}-node-${NODE}`);
  if (!(await isComplete(folder))) await installInto(folder);
  return installationIn(folder);
}

/** @param {string} folder */
async function isComplete(folder) {
  const stamp = await readFile(join(folder, 'stamp'), 'utf8').catch(() => '');
  return stamp === stampText();
}

/**
 * Installs beside the place and moves it there when whole: a run that is cut off, or two at once, leave no half editor.
 * @param {string} folder
 */
async function installInto(folder) {
  const partial = `${folder}.partial-${process.pid}`;
  say(`Installing VS Code for tests (code-server ${CODE_SERVER}) into ${folder}, once`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await installPackages(partial);
    await writeFile(join(partial, 'stamp'), stampText());
    if (await isComplete(folder)) return;
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function installPackages(folder) {
  await writeManifest(folder);
  await requireCompiler();
  await npmIn(folder, ['install', '--ignore-scripts']);
  // From here on the Node that was just installed is used: native parts must fit it, not the one running this script.
  const { node, entry } = installationIn(folder);
  const env = { PATH: pathWith(node), npm_config_nodedir: join(node, '..', '..') };
  const workbench = join(entry, '..', '..', '..', 'lib', 'vscode');
  await npmIn(workbench, ['install', '--omit=dev', '--ignore-scripts'], env);
  await npmIn(join(workbench, 'extensions'), ['install', '--omit=dev', '--ignore-scripts'], env);
  await npmIn(workbench, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], env);
}

/** @param {string} folder */
async function writeManifest(folder) {
  const dependencies = { 'code-server': CODE_SERVER, [nodePackage()]: NODE };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
}

/**
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function npmIn(folder, args, env = {}) {
  await runNpm([...args, '--no-audit', '--no-fund'], { cwd: folder, env, capture: true });
}

async function requireCompiler() {
  const tools = ['python3', 'make', 'g++'];
  const missing = tools.filter((tool) => findOnPath(tool) === undefined);
  if (missing.length === 0) return;
  await installDebianPackages(missing, `${missing.join(', ')} to build the editor's native parts`);
}

/**
 * @param {string} folder
 * @returns {EditorInstallation}
 */
function installationIn(folder) {
  const modules = join(folder, 'node_modules');
  const node = join(modules, nodePackage(), 'bin', 'node');
  const entry = join(modules, 'code-server', 'out', 'node', 'entry.js');
  if (existsSync(folder) && existsSync(modules) && !existsSync(entry)) {
    throw new Error(`code-server is not complete in ${folder}; delete that folder and run again`);
  }
  return { node, entry };
}

function nodePackage() {
  if (process.platform === 'win32') {
    throw new Missing(
      'The browser editor does not run on Windows.',
      'npm run test:desktop, or install VS Code',
    );
  }
  return `node-${process.platform}-${process.arch}`;
}

const stampText = () => `code-server ${CODE_SERVER}, node ${NODE}, ${process.platform}-${process.arch}\n`;
