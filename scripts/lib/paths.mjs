/** Where things lie: the clone, the folders that are generated in it, and the cache outside of it. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @param {string[]} parts */
export const fromRoot = (...parts) => join(root, ...parts);

/** Test results, screenshots and staging folders; ignored by git, kept as CI artefacts. */
export const outFolder = fromRoot('out');

/**
 * Large downloads that outlive a clone (the editor for tests). Everything in it is named by its version.
 * @returns {string} an absolute folder, not necessarily there yet
 */
export function cacheFolder() {
  const chosen = process.env['TRACEWRIGHT_CACHE'];
  if (chosen) return chosen;
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'tracewright');
}
