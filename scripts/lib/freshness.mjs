/** Whether `dist` is as new as what it is built from. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRoot } from './paths.mjs';

const SOURCES = [
  'client',
  'server',
  'media',
  'syntaxes',
  'scripts/build',
  'scripts/build.mjs',
  'package-lock.json',
];
const PRODUCT = [
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/cli.cjs',
  'dist/inference-worker.mjs',
  'dist/media/preview.js',
];

export async function isBuilt() {
  const built = await Promise.all(PRODUCT.map((path) => changed(fromRoot(path))));
  const sources = await Promise.all(SOURCES.map((path) => newest(fromRoot(path))));
  return Math.min(...built) > Math.max(...sources);
}

/** @param {string} path @returns {Promise<number>} milliseconds; 0 if it is not there */
const changed = async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

/** @param {string} path a file or a folder @returns {Promise<number>} */
async function newest(path) {
  const inside = await readdir(path, { recursive: true }).catch(() => []);
  const times = await Promise.all([path, ...inside.map((name) => join(path, name))].map(changed));
  return times.reduce((a, b) => Math.max(a, b), 0);
}
