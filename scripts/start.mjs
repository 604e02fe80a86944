/**
 * Shows the product on a clean clone: builds what is missing, completes a sketch in the terminal, then opens VS Code
 * on `examples/` with the extension in it.
 *
 * Usage: node scripts/start.mjs [--no-editor]
 *
 * Only Node's own modules are imported at first, because the dependencies are installed here.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startEditor } from './editor/session.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { isBuilt } from './lib/freshness.mjs';
import { fromRoot, root } from './lib/paths.mjs';
import { findOnPath, run, runOrThrow } from './lib/process.mjs';
import { runScript, say } from './lib/say.mjs';

const SKETCH = 'examples/checkout-sketch.trace';
const SEED = '1';

const { values } = parseArgs({ options: { 'no-editor': { type: 'boolean', default: false } } });

async function main() {
  await ensureDependencies();
  if (!(await isBuilt())) await runOrThrow(process.execPath, [fromRoot('scripts/build.mjs')]);
  const code = await showFill();
  if (values['no-editor']) return code;
  return (await openDesktop()) ?? (await openInBrowser());
}

/** @returns {Promise<number>} exit code of the command line */
async function showFill() {
  const sketch = await readFile(fromRoot(SKETCH), 'utf8');
  say(`\n${SKETCH}\n\n${indent(sketch)}`);
  const started = performance.now();
  const { code, output } = await run(process.execPath, ['dist/cli.cjs', 'fill', SKETCH, '--seed', SEED], {
    capture: true,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`npx tracewright fill ${SKETCH} --seed ${SEED}   (${seconds} s)\n\n${indent(output)}`);
  if (code !== 0) say(`It ended with ${code}. Remedy: npm run build, then npx tracewright fill --help`);
  return code;
}

/** @param {string} text */
const indent = (text) =>
  text
    .trimEnd()
    .replaceAll(/^(?=.)/gm, '    ')
    .concat('\n');

/** @returns {Promise<number | undefined>} nothing if there is no `code` on the PATH */
async function openDesktop() {
  const code = findOnPath('code');
  if (!code) return undefined;
  say('Opening VS Code on examples/');
  return (await run(code, [`--extensionDevelopmentPath=${root}`, fromRoot('examples')])).code;
}

async function openInBrowser() {
  say('There is no `code` on the PATH, so VS Code is shown in the browser.');
  const session = await startEditor({ workspace: fromRoot('examples') });
  const address = session.address([['extensionDevelopmentPath', session.remoteUri(root)]]);
  const interrupted = new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.once(signal, resolve);
  });
  say(`\nOpen this address:\n\n    ${address}\n\nCtrl+C ends it.`);
  await Promise.race([interrupted, session.ended]);
  await session.stop();
  return 0;
}

await runScript(main);
