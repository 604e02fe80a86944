/** Runs the mocha suite of `dist/test/index.cjs` inside the extension host of the editor in the browser. */
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { say } from '../lib/say.mjs';
import { BROWSER_FLAGS, findBrowser } from './browser.mjs';

/** Stands before every line of mocha, which reads it from the environment variable TRACEWRIGHT_LINE_MARK. */
export const LINE_MARK = '[test] ';

const LIMIT_MS = 10 * 60_000;

/**
 * @param {import('./session.mjs').EditorSession} session
 * @param {{ extension: string, tests: string }} paths folder of the extension under development; the test module
 * @returns {Promise<number>} the exit code that the suite gave
 */
export async function runInExtensionHost(session, { extension, tests }) {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    const code = exitCodeOf(page, session);
    // Should opening the page fail, that is the error to show; the result then has nobody waiting for it.
    code.catch(() => undefined);
    await page.exposeFunction('codeAutomationLog', printTestLine);
    await page.goto(
      session.address([
        ['extensionDevelopmentPath', session.remoteUri(extension)],
        ['extensionTestsPath', session.remoteUri(tests)],
      ]),
    );
    return await code;
  } finally {
    await browser.close();
  }
}

/**
 * The suite's exit code; an error when the editor is gone or nothing came for ten minutes.
 * @param {import('playwright-core').Page} page
 * @param {import('./session.mjs').EditorSession} session
 * @returns {Promise<number>}
 */
function exitCodeOf(page, session) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`No result after ${LIMIT_MS / 60_000} minutes.`)),
      LIMIT_MS,
    );
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      reject(new Error(why));
    };
    page.once('crash', () => fail('The page of the editor crashed.'));
    void session.ended.then(() => fail('The editor ended during the tests.'));
    page
      .exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
        clearTimeout(timer);
        resolve(code);
      })
      .catch(reject);
  });
}

/**
 * The workbench reports through the same function, with addresses that are not there and much else.
 * @param {string} _type
 * @param {unknown[]} args
 */
function printTestLine(_type, args) {
  const line = format(...args);
  if (line.startsWith(LINE_MARK)) say(line.slice(LINE_MARK.length));
}
