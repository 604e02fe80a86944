/**
 * Tests in a real editor (VS Code in a browser without a display), against `dist` or a packed VSIX.
 *
 * Usage: node scripts/e2e.mjs [suite|ui] [--vsix FILE] [--grep PATTERN]
 *   suite   the mocha suite inside the extension host: what the extension's API shows
 *   ui      the tests that drive the workbench as a user does; screenshots go to out/screenshots
 * Both run without a name. Run `npm run build` first.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runMocha } from './editor/mocha-run.mjs';
import { runSuite } from './editor/suite.mjs';
import { fromRoot, outFolder } from './lib/paths.mjs';
import { Missing, runScript, say } from './lib/say.mjs';

/** @typedef {import('./editor/mocha-run.mjs').Counts} Counts */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { vsix: { type: 'string' }, grep: { type: 'string' } },
});

async function main() {
  requireBuild();
  const vsix = values.vsix && resolve(values.vsix);
  if (vsix) process.env['TRACEWRIGHT_VSIX'] = vsix;
  const kinds = positionals.length > 0 ? positionals : Object.keys(KINDS);
  let total = { passed: 0, failed: 0 };
  for (const kind of kinds) total = add(total, await runnerOf(kind)());
  await mkdir(outFolder, { recursive: true });
  await writeFile(join(outFolder, 'e2e.json'), JSON.stringify(total));
  say(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** @type {Record<string, () => Promise<Counts>>} */
const KINDS = {
  suite: () => runSuite({ vsix: values.vsix && resolve(values.vsix), grep: values.grep }),
  ui: runUi,
};

/** @param {string} kind */
function runnerOf(kind) {
  const runner = KINDS[kind];
  if (!runner)
    throw new Missing(
      `There is no kind of test called ${kind}.`,
      `choose ${Object.keys(KINDS).join(' or ')}`,
    );
  return runner;
}

async function runUi() {
  await rm(join(outFolder, 'screenshots'), { recursive: true, force: true });
  const folder = fromRoot('dist/test/ui');
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^(?!shared-).*\.mjs$/.test(name)).map((name) => join(folder, name));
  return runMocha(files, values.grep);
}

/** @param {Counts} a @param {Counts} b */
const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed });

function requireBuild() {
  if (!existsSync(fromRoot('dist/test/index.cjs')))
    throw new Missing('Nothing is built yet.', 'npm run build');
}

await runScript(main);
