/** Installs what the lockfile says, when node_modules does not already hold it. */
import { readFile } from 'node:fs/promises';
import { fromRoot } from './paths.mjs';
import { runNpm } from './process.mjs';
import { say } from './say.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */

/** @returns {Promise<boolean>} whether anything had to be installed */
export async function ensureDependencies() {
  if (await areInstalled()) return false;
  say('Installing the dependencies (npm ci)');
  // Nothing among them needs its install script: binaries come as packages of their own.
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  return true;
}

/** Compares with the list that npm keeps of what it installed. Optional packages of other platforms are not in it. */
async function areInstalled() {
  const [wanted, installed] = await Promise.all([
    packagesOf(fromRoot('package-lock.json')),
    packagesOf(fromRoot('node_modules/.package-lock.json')).catch(() => undefined),
  ]);
  if (!installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

/** @param {string} file @returns {Promise<Packages>} */
const packagesOf = async (file) => JSON.parse(await readFile(file, 'utf8')).packages ?? {};
