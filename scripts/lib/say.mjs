/** The one way the scripts speak, and the error that ends them with a remedy instead of a stack. */

/** @param {string} [line] */
export const say = (line = '') => {
  process.stdout.write(`${line}\n`);
};

/** Something is missing that the user can supply: the message says what to do, so no stack is shown. */
export class Missing extends Error {
  /**
   * @param {string} what
   * @param {string} remedy
   */
  constructor(what, remedy) {
    super(`${what}\n  Remedy: ${remedy}`);
    this.name = 'Missing';
  }
}

/**
 * Runs a script's main function; the process ends with its exit code.
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Missing ? error.message : describe(error)}\n`);
    process.exitCode = 1;
  }
}

/** @param {unknown} error */
const describe = (error) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
