/**
 * The mocha suite in a desktop VS Code: the one that VSCODE_EXECUTABLE names, or one that is downloaded.
 *
 * Usage: node scripts/desktop.mjs [--version VERSION]   (`stable` if not given; the oldest supported is in package.json)
 */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { readCounts } from './editor/suite.mjs';
import { cacheFolder, fromRoot, root } from './lib/paths.mjs';
import { Missing, runScript, say } from './lib/say.mjs';

const { values } = parseArgs({ options: { version: { type: 'string', default: 'stable' } } });

async function main() {
  const tests = fromRoot('dist/test/index.cjs');
  if (!existsSync(tests)) throw new Missing('Nothing is built yet.', 'npm run build');
  const vscodeExecutablePath = await findDesktop();
  const folder = await mkdtemp(join(tmpdir(), 'tracewright-desktop-'));
  try {
    return await runIn(folder, vscodeExecutablePath, tests);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function findDesktop() {
  const chosen = process.env['VSCODE_EXECUTABLE'];
  if (chosen && existsSync(chosen)) return chosen;
  if (chosen)
    throw new Missing(`VSCODE_EXECUTABLE names ${chosen}, which is not there.`, 'correct or unset it');
  const cachePath = join(cacheFolder(), 'desktop');
  return downloadAndUnzipVSCode({ version: values.version, cachePath }).catch((error) => {
    throw new Missing(
      `A desktop VS Code could not be downloaded (${String(error)}).`,
      'set VSCODE_EXECUTABLE to an installed one, or run the same suite in the browser: npm run test:e2e -- suite',
    );
  });
}

/** @param {string} folder @param {string} vscodeExecutablePath @param {string} tests */
async function runIn(folder, vscodeExecutablePath, tests) {
  const results = join(folder, 'results.json');
  const workspace = join(folder, 'workspace');
  await cp(fromRoot('examples'), workspace, { recursive: true });
  const code = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: { TRACEWRIGHT_RESULTS: results },
    launchArgs: launchArguments(workspace, folder),
  }).catch(() => 1);
  const { passed, failed } = await readCounts(results);
  say(`\n${passed} passed, ${failed} failed`);
  return code;
}

/** @param {string} workspace @param {string} folder */
const launchArguments = (workspace, folder) => [
  workspace,
  `--user-data-dir=${join(folder, 'data')}`,
  '--disable-extensions',
  '--disable-workspace-trust',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

await runScript(main);
