/**
 * The part of node_modules that the inference worker needs at run time: node-llama-cpp, its dependencies, and the
 * binary of one platform. A plain install is 725 MB, with every variant and the sources to build others; this is 40.
 */
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fromRoot, root } from '../lib/paths.mjs';
import { runNpm, runOrThrow } from '../lib/process.mjs';
import { Missing } from '../lib/say.mjs';

const LIBRARY = 'node-llama-cpp';
const MODULES = fromRoot('node_modules');

/** Never read at run time: sources of the binary, templates for new projects, typings, maps, prose. */
const LEFT_OUT = [
  /^node-llama-cpp\/llama\/(gitRelease\.bundle|addon|cmake|patches|profiles|toolchains|xpack|\.|CMakeLists)/,
  /^node-llama-cpp\/(templates|bins)(\/|$)/,
  /\.(map|[cm]?ts)$/,
  /(?<!licen[cs]e)\.(md|markdown)$/i,
  /\/node_modules\/\.bin(\/|$)/,
  /\/(test|tests|docs|example|examples|\.github)(\/|$)/,
];

/**
 * @param {string} nativePackage such as `@node-llama-cpp/linux-x64`
 * @param {string} target the `node_modules` folder to make
 */
export async function copyNativeSlice(nativePackage, target) {
  const packages = await runtimePackages(join(MODULES, LIBRARY));
  for (const folder of packages) await copyPackage(folder, target);
  await copyNative(nativePackage, join(target, nativePackage));
}

/**
 * The package and everything that it depends on, found as Node would find it.
 * @param {string} start
 * @returns {Promise<readonly string[]>} folders
 */
async function runtimePackages(start) {
  const found = new Set([start]);
  for (const folder of found) {
    const { dependencies = {} } = await manifestOf(folder);
    for (const name of Object.keys(dependencies)) found.add(resolvePackage(name, folder));
  }
  return [...found];
}

/**
 * @param {string} name
 * @param {string} from folder of the package that asks
 * @returns {string}
 */
function resolvePackage(name, from) {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (from === root) throw new Error(`${name} is not installed; run npm ci`);
  return resolvePackage(name, dirname(from));
}

/** @param {string} folder @returns {Promise<{ version: string, dependencies?: Record<string, string> }>} */
const manifestOf = async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

/** @param {string} folder @param {string} target */
async function copyPackage(folder, target) {
  await cp(folder, join(target, relative(MODULES, folder)), {
    recursive: true,
    // A nested package comes by itself, if anything needs it.
    filter: (path) => !isNestedModules(path, folder) && isNeeded(path),
  });
}

/** @param {string} path @param {string} folder */
const isNestedModules = (path, folder) => path === join(folder, 'node_modules');

/** @param {string} path */
function isNeeded(path) {
  const inModules = relative(MODULES, path).replaceAll(sep, '/');
  return !LEFT_OUT.some((pattern) => pattern.test(inModules));
}

/**
 * The binary for this machine is installed already; that for another comes from the registry.
 * @param {string} name
 * @param {string} target
 */
async function copyNative(name, target) {
  const installed = join(MODULES, name);
  const source = existsSync(installed) ? installed : await download(name);
  await cp(source, target, { recursive: true, filter: isNeeded });
}

/** @param {string} name @returns {Promise<string>} folder with the unpacked package, gone when the script ends */
async function download(name) {
  const { version } = await manifestOf(join(MODULES, LIBRARY));
  const folder = await mkdtemp(join(tmpdir(), 'tracewright-native-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const printed = await packInto(folder, `${name}@${version}`);
  const archive = printed.match(/"filename":\s*"([^"]+)"/)?.[1];
  if (!archive) throw new Error(`npm pack ${name}@${version} named no archive:\n${printed}`);
  await mkdir(join(folder, 'unpacked'));
  await runOrThrow('tar', ['-xzf', basename(archive), '-C', 'unpacked'], { cwd: folder, capture: true });
  await rename(join(folder, 'unpacked', 'package'), join(folder, 'package'));
  return join(folder, 'package');
}

/** @param {string} folder @param {string} exact name and version */
const packInto = (folder, exact) =>
  runNpm(['pack', exact, '--pack-destination', folder, '--json'], { capture: true }).catch((error) => {
    throw new Missing(
      `The registry did not give ${exact}.\n${error instanceof Error ? error.message : error}`,
      'build on a machine of that platform, or with a version of node-llama-cpp that has this binary',
    );
  });
