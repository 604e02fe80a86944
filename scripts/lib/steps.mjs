/** Runs the steps of a check one after the other, all of them, and sums up in a table. */
import { say } from './say.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} [needs] names of steps without which this one cannot run
 * @property {() => Promise<Outcome>} run
 */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {'passed' | 'FAILED' | 'NOT RUN'} state
 * @property {number} passed
 * @property {number} failed
 * @property {number} seconds
 */

/**
 * @param {readonly Step[]} steps
 * @returns {Promise<readonly Row[]>}
 */
export async function runSteps(steps) {
  /** @type {Row[]} */
  const rows = [];
  for (const step of steps) {
    const missing = (step.needs ?? []).filter(
      (name) => rows.find((row) => row.name === name)?.state !== 'passed',
    );
    rows.push(missing.length > 0 ? notRun(step, missing) : await runStep(step));
  }
  return rows;
}

/** @param {Step} step @returns {Promise<Row>} */
async function runStep({ name, run }) {
  say(`\n== ${name}`);
  const started = performance.now();
  const { passed, failed } = await run().catch(failure);
  const seconds = (performance.now() - started) / 1000;
  return { name, state: failed > 0 ? 'FAILED' : 'passed', passed, failed, seconds };
}

/** @param {unknown} error @returns {Outcome} */
function failure(error) {
  say(error instanceof Error ? error.message : String(error));
  return { passed: 0, failed: 1 };
}

/** @param {Step} step @param {readonly string[]} missing @returns {Row} */
function notRun({ name }, missing) {
  say(`\n== ${name}\nNOT RUN, because this did not pass: ${missing.join(', ')}`);
  return { name, state: 'NOT RUN', passed: 0, failed: 1, seconds: 0 };
}

/**
 * Prints the table and, alone on the last line, the sum that tools read.
 * @param {readonly Row[]} rows
 * @returns {number} exit code
 */
export function summarize(rows) {
  say('\nstep          result     passed  failed  seconds');
  for (const { name, state, passed, failed, seconds } of rows) {
    const numbers = `${pad(passed, 8)}${pad(failed, 8)}${pad(seconds.toFixed(1), 9)}`;
    say(`${name.padEnd(13)} ${state.padEnd(9)} ${numbers}`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) => rows.reduce((total, row) => total + row[key], 0);
  say(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

/** @param {number | string} value @param {number} width */
const pad = (value, width) => String(value).padStart(width);
