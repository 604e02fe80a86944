/**
 * Runs the benchmarks of `test/bench`, each of which prints its figures beside a limit or a peer.
 *
 * Usage: node scripts/bench.mjs [NAME...]
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { scriptsStayOutside } from './build/bundles.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runScript, say } from './lib/say.mjs';

const ENDING = '.bench.ts';

async function main() {
  const wanted = process.argv.slice(2);
  const names = readdirSync(fromRoot('test/bench'))
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter((name) => wanted.length === 0 || wanted.includes(name));
  if (names.length === 0) {
    say(`No such benchmark in test/bench: ${wanted.join(', ')}`);
    return 2;
  }
  for (const name of names) {
    say(`\n${name}`);
    await import(pathToFileURL(await bundle(name)).href);
  }
  return 0;
}

/** @param {string} name */
async function bundle(name) {
  // Beside the dependencies, so that what stays outside of the bundle is found.
  const outfile = fromRoot('node_modules/.cache/bench', `${name}.mjs`);
  await build({
    entryPoints: [fromRoot(join('test/bench', name + ENDING))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [scriptsStayOutside('../../../scripts')],
    logLevel: 'warning',
  });
  return outfile;
}

await runScript(main);
