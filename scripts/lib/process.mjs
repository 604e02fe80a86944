/** Child processes: run one to its end, with npm's own variables taken out of the way. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the clone's root if not given
 * @property {NodeJS.ProcessEnv} [env] added to the cleaned environment
 * @property {boolean} [capture] collect the output instead of passing it on
 * @property {boolean} [both] pass the output on and collect it too
 */

/**
 * Runs a command to its end; rejects only when it cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} `output` is empty unless it was collected
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const collected = Boolean(options.capture || options.both);
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...cleanEnvironment(), ...options.env },
      stdio: ['ignore', collected ? 'pipe' : 'inherit', collected ? 'pipe' : 'inherit'],
      shell: needsShell(command),
    });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (options.both) process.stdout.write(chunk);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Like `run`, but a non-zero exit status is an error that shows the end of the output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export async function runOrThrow(command, args, options = {}) {
  const { code, output } = await run(command, args, options);
  if (code === 0) return output;
  throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.slice(-4000)}`);
}

/**
 * npm of the Node that runs this script, whatever else is on the PATH.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  const script = process.env['npm_execpath'];
  const known = script && /npm-cli\.[cm]?js$/.test(script) && existsSync(script);
  return known ? runOrThrow(process.execPath, [script, ...args], options) : runOrThrow('npm', args, options);
}

/**
 * The environment without what an outer `npm run` put there about *this* package: an inner npm that works in
 * another folder, or builds against another Node, would believe it.
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment() {
  const misleading = /^npm_(lifecycle|package|command|config_(nodedir|local_prefix|prefix|global_prefix))/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)));
}

/**
 * @param {string} name of a program
 * @returns {string | undefined} its path, if it is on the PATH
 */
export function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return candidates.find((candidate) => existsSync(candidate));
}

/**
 * The PATH with the folder of a program put first, so that what it starts finds its companions.
 * @param {string} program
 */
export const pathWith = (program) => `${dirname(program)}${delimiter}${process.env['PATH'] ?? ''}`;

/** @param {string} command On Windows only the shell can start `npm` and other `.cmd` files. */
const needsShell = (command) => process.platform === 'win32' && !command.endsWith('.exe');
