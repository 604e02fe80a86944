/** The processes that belong to one editor, found by a mark in their environment (Linux; elsewhere none are found). */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const RUN_MARK = 'TRACEWRIGHT_EDITOR_RUN';

/**
 * @typedef {object} FoundProcess
 * @property {number} pid
 * @property {string} command its command line
 */

/**
 * @param {string} run the value of the mark
 * @returns {Promise<FoundProcess[]>}
 */
export async function processesOfRun(run) {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => markedProcess(pid, `${RUN_MARK}=${run}`)));
  return found.filter((entry) => entry !== undefined);
}

/**
 * @param {string} pid
 * @param {string} mark
 * @returns {Promise<FoundProcess | undefined>}
 */
async function markedProcess(pid, mark) {
  const folder = join('/proc', pid);
  const [environment, command, state] = await Promise.all(
    ['environ', 'cmdline', 'stat'].map((file) => read(folder, file)),
  );
  if (!environment?.split('\0').includes(mark) || isZombie(state ?? '')) return undefined;
  return { pid: Number(pid), command: (command ?? '').replaceAll('\0', ' ').trim() };
}

/** @param {string} folder @param {string} file */
const read = (folder, file) => readFile(join(folder, file), 'utf8').catch(() => '');

/** @param {string} stat The state follows the program's name, which may itself contain brackets. */
const isZombie = (stat) => stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) === 'Z';
