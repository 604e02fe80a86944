/**
 * Bundles the extension, the server, the command line, the webview and the tests for the editor into `dist`.
 *
 * Usage: node scripts/build.mjs [--production] [--out FOLDER]
 *   --production   smaller, without maps and tests
 */
import { chmod, cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { COPIES, product, TEST_COPIES, tests } from './build/bundles.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runOrThrow } from './lib/process.mjs';
import { runScript, say } from './lib/say.mjs';

const { values } = parseArgs({
  options: { production: { type: 'boolean', default: false }, out: { type: 'string' } },
});
const production = values.production;
const dist = values.out ?? fromRoot('dist');

async function main() {
  const started = performance.now();
  await rm(dist, { recursive: true, force: true });
  const bundles = production ? product(dist) : [...product(dist), ...tests(dist)];
  await Promise.all([...bundles.map(bundleOne), ...copies().map(([from, to]) => copy(from, to))]);
  await chmod(join(dist, 'cli.cjs'), 0o755);
  await compileLibrary();
  say(`Built ${bundles.length} bundles into ${dist} in ${Math.round(performance.now() - started)} ms`);
  return 0;
}

/** The systems that a file without services of its own is inspired by, in the form that ships. */
async function compileLibrary() {
  const args = ['compile-library', fromRoot('training/systems'), '-o', join(dist, 'library.json')];
  await runOrThrow(process.execPath, [join(dist, 'cli.cjs'), ...args]);
}

/** @param {import('esbuild').BuildOptions} options */
async function bundleOne(options) {
  await build({
    bundle: true,
    minify: production,
    // A linked map lies beside its bundle and is left out of the package.
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
}

const copies = () => (production ? COPIES : [...COPIES, ...TEST_COPIES]);

/** @param {string} from @param {string} to */
async function copy(from, to) {
  const target = join(dist, to);
  await mkdir(dirname(target), { recursive: true });
  await cp(fromRoot(from), target);
}

await runScript(main);
