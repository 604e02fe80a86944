/** What is bundled from what, and how: one row per bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../lib/paths.mjs';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
const NODE = 'node20';
const BROWSER = 'es2022';

/** @type {BuildOptions} */
const commonJs = { platform: 'node', format: 'cjs', target: NODE };

/**
 * Some dependencies of the server are ES modules that look at `import.meta.url`; in CommonJS its value has to be made.
 * @type {BuildOptions}
 */
const withModuleUrl = {
  define: { 'import.meta.url': 'tracewrightModuleUrl' },
  banner: { js: "const tracewrightModuleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** @type {BuildOptions} */
const modules = { platform: 'node', format: 'esm', target: NODE };

/**
 * The product: what a user installs.
 * @param {string} dist the folder to build into
 * @returns {readonly BuildOptions[]}
 */
export const product = (dist) => [
  { ...commonJs, ...bundle(dist, 'client/src/extension.ts', 'client.cjs'), external: ['vscode'] },
  {
    ...commonJs,
    ...withModuleUrl,
    ...bundle(dist, 'server/src/main.ts', 'server.cjs'),
    define: { ...withModuleUrl.define, TRACEWRIGHT_VERSION: JSON.stringify(version) },
    external: ['node-llama-cpp'],
  },
  {
    ...commonJs,
    ...withModuleUrl,
    ...bundle(dist, 'server/src/cli.ts', 'cli.cjs'),
    define: { ...withModuleUrl.define, TRACEWRIGHT_VERSION: JSON.stringify(version) },
    banner: { js: `#!/usr/bin/env node\n${withModuleUrl.banner?.['js']}` },
    external: ['node-llama-cpp'],
  },
  {
    ...modules,
    ...bundle(dist, 'server/src/inference/worker.ts', 'inference-worker.mjs'),
    external: ['node-llama-cpp'],
  },
  {
    platform: 'browser',
    format: 'iife',
    target: BROWSER,
    ...bundle(dist, 'media/src/main.ts', 'media/preview.js'),
  },
  { platform: 'browser', target: BROWSER, ...bundle(dist, 'media/style/preview.css', 'media/preview.css') },
];

/**
 * The tests that run in the editor: one bundle each, because mocha loads them by file.
 * @param {string} dist the folder to build into
 * @returns {readonly BuildOptions[]}
 */
export const tests = (dist) => [
  {
    ...commonJs,
    entryPoints: [
      { in: fromRoot('test/e2e/index.ts'), out: 'index' },
      ...testsIn('test/e2e/suite', '.test.ts', 'suite'),
    ],
    outdir: join(dist, 'test'),
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
  },
  {
    ...commonJs,
    entryPoints: [{ in: fromRoot('test/e2e/probe/probe.ts'), out: 'probe' }],
    outdir: join(dist, 'test/probe'),
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  },
  {
    ...modules,
    entryPoints: testsIn('test/e2e/ui', '.ui.ts', '.'),
    outdir: join(dist, 'test/ui'),
    chunkNames: 'shared-[hash]',
    outExtension: { '.js': '.mjs' },
    // Shared chunks keep one editor for all files instead of one each.
    splitting: true,
    packages: 'external',
    plugins: [scriptsStayOutside('../../../scripts')],
  },
];

/** Files that are copied as they are: source and place in `dist`. */
export const COPIES = /** @type {const} */ ([
  ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'web-tree-sitter.wasm'],
  ['syntaxes/tree-sitter-trace.wasm', 'tree-sitter-trace.wasm'],
]);

/** @type {readonly (readonly [string, string])[]} */
export const TEST_COPIES = [['test/e2e/probe/package.json', 'test/probe/package.json']];

/**
 * @param {string} dist
 * @param {string} from
 * @param {string} to
 * @returns {BuildOptions}
 */
function bundle(dist, from, to) {
  return { entryPoints: [fromRoot(from)], outfile: join(dist, to) };
}

/**
 * @param {string} folder
 * @param {string} ending
 * @param {string} target
 */
function testsIn(folder, ending, target) {
  const names = readdirSync(fromRoot(folder)).filter((name) => name.endsWith(ending));
  return names.map((name) => ({
    in: fromRoot(folder, name),
    out: join(target, name.slice(0, -ending.length)),
  }));
}

/**
 * The harness in `scripts` finds its files by its own place, so it is imported where it lies.
 * @param {string} relative way from a bundle to the folder
 * @returns {import('esbuild').Plugin}
 */
export function scriptsStayOutside(relative) {
  return {
    name: 'scripts-stay-outside',
    setup(build) {
      build.onResolve({ filter: /\/scripts\/.*\.mjs$/ }, ({ path }) => ({
        path: relative + path.slice(path.lastIndexOf('/scripts/') + '/scripts'.length),
        external: true,
      }));
    },
  };
}
