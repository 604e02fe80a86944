/** Runs TypeScript modules of `test` that are no tests: benchmarks and pictures. */
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { scriptsStayOutside } from '../build/bundles.mjs';
import { fromRoot } from './paths.mjs';

/**
 * @param {string} entry path from the root
 * @returns {Promise<void>} when its top level has run
 */
export async function runTypeScript(entry) {
  // Beside the dependencies, so that what stays outside of the bundle is found.
  const outfile = fromRoot('node_modules/.cache/tracewright', `${basename(entry, '.ts')}.mjs`);
  await build({
    entryPoints: [fromRoot(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [scriptsStayOutside('../../../scripts')],
    logLevel: 'warning',
  });
  await import(pathToFileURL(outfile).href);
}
