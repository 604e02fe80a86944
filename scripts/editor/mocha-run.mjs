/** Runs mocha files in this process and counts. */
import Mocha from 'mocha';

/** @typedef {{ passed: number, failed: number }} Counts */

const TIMEOUT_MS = 90_000;

/**
 * @param {readonly string[]} files ES modules
 * @param {string | undefined} grep
 * @returns {Promise<Counts>}
 */
export async function runMocha(files, grep) {
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: TIMEOUT_MS,
    forbidOnly: true,
    forbidPending: true,
    ...(grep && { grep }),
  });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    let passed = 0;
    const runner = mocha.run((failed) => resolve({ passed, failed }));
    runner.on('pass', () => {
      passed += 1;
    });
  });
}
