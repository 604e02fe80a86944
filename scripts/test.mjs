/**
 * Every check and every test, on a clean clone: nothing but Node and npm has to be there.
 *
 * Only Node's own modules are imported here, because the dependencies are installed by the first step.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { fromRoot, outFolder } from './lib/paths.mjs';
import { run } from './lib/process.mjs';
import { runScript } from './lib/say.mjs';
import { runSteps, summarize } from './lib/steps.mjs';

/** @typedef {import('./lib/steps.mjs').Outcome} Outcome */

const DEPENDENCIES = 'dependencies';
const BUILD = 'build';
const PACKAGE = 'package';

async function main() {
  await mkdir(outFolder, { recursive: true });
  const rows = await runSteps([
    { name: DEPENDENCIES, run: installDependencies },
    { name: BUILD, needs: [DEPENDENCIES], run: () => script('build.mjs') },
    { name: 'types', needs: [DEPENDENCIES], run: () => tool('typescript/bin/tsc', ['--noEmit']) },
    {
      name: 'lint',
      needs: [DEPENDENCIES],
      run: () => tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
    },
    { name: 'unused', needs: [DEPENDENCIES], run: () => tool('knip/bin/knip.js', []) },
    { name: 'unit', needs: [DEPENDENCIES], run: runUnitTests },
    { name: PACKAGE, needs: [BUILD], run: () => script('package.mjs') },
    { name: 'editor', needs: [BUILD], run: () => runEditorTests([]) },
    {
      name: 'installed',
      needs: [PACKAGE],
      run: async () => runEditorTests(['suite', '--vsix', await packageFile()]),
    },
  ]);
  return summarize(rows);
}

async function installDependencies() {
  await ensureDependencies();
  return PASSED;
}

/** @type {Outcome} */
const PASSED = { passed: 1, failed: 0 };
/** @type {Outcome} */
const FAILED = { passed: 0, failed: 1 };

/** @param {string} name @param {readonly string[]} [args] */
const script = (name, args = []) => node(fromRoot('scripts', name), args);

/** @param {string} path of a tool's main module in node_modules @param {readonly string[]} args */
const tool = (path, args) => node(fromRoot('node_modules', path), args);

/** @param {string} file @param {readonly string[]} args */
async function node(file, args) {
  const { code } = await run(process.execPath, [file, ...args]);
  return code === 0 ? PASSED : FAILED;
}

async function runUnitTests() {
  const report = join(outFolder, 'unit.json');
  await rm(report, { force: true });
  const { failed } = await tool('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'));
  // A file that cannot be loaded fails the run without a failed test.
  return { passed: numPassedTests, failed: Math.max(numFailedTests, failed) };
}

/** @param {readonly string[]} args @returns {Promise<Outcome>} */
async function runEditorTests(args) {
  const report = join(outFolder, 'e2e.json');
  await rm(report, { force: true });
  const { failed } = await script('e2e.mjs', args);
  const counts = JSON.parse(await readFile(report, 'utf8'));
  return { passed: counts.passed, failed: Math.max(counts.failed, failed) };
}

/** The package that the step before has made. */
const packageFile = () => readFile(join(outFolder, 'package.txt'), 'utf8');

await runScript(main);
