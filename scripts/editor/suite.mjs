/** The mocha suite in the extension host: starts an editor for it, runs it, reads its counts. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot, root } from '../lib/paths.mjs';
import { LINE_MARK, runInExtensionHost } from './extension-host.mjs';
import { startEditor } from './session.mjs';

/** @typedef {import('./mocha-run.mjs').Counts} Counts */

const RESULTS = 'results.json';

/**
 * @param {{ vsix?: string | undefined, grep?: string | undefined }} options
 * @returns {Promise<Counts>}
 */
export async function runSuite({ vsix, grep }) {
  const session = await startEditor({
    copies: [fromRoot('examples')],
    vsix: vsix ? [vsix] : [],
    env: { TRACEWRIGHT_LINE_MARK: LINE_MARK, ...(grep && { TRACEWRIGHT_GREP: grep }) },
    envInFolder: { TRACEWRIGHT_RESULTS: RESULTS },
  });
  const carrier = vsix ? await makeCarrier() : undefined;
  try {
    const paths = { extension: carrier ?? root, tests: carrier ? join(carrier, 'index.cjs') : TESTS };
    await runInExtensionHost(session, paths);
    return await readCounts(join(session.folder, RESULTS));
  } finally {
    if (carrier) await rm(carrier, { recursive: true, force: true });
    await endWhole(session);
  }
}

const TESTS = fromRoot('dist/test/index.cjs');

/** @param {string} file @returns {Promise<Counts>} */
export async function readCounts(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error('The suite ended without a result: it was not loaded or its host crashed.');
  return JSON.parse(text);
}

/** @param {import('./session.mjs').EditorSession} session */
async function endWhole(session) {
  const escaped = await session.stop();
  if (escaped.length > 0) throw new Error(`Processes outlived their editor: ${escaped.join('; ')}`);
}

/**
 * Tests are always those of an extension under development. Where the product is installed from its package, that
 * is an empty one.
 */
async function makeCarrier() {
  const folder = await mkdtemp(join(tmpdir(), 'tracewright-carrier-'));
  const manifest = {
    name: 'carrier',
    publisher: 'tracewright-test',
    version: '1.0.0',
    engines: { vscode: '*' },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'index.cjs'), `module.exports = require(${JSON.stringify(TESTS)});\n`);
  return folder;
}
