/** What must and what may not be in a VSIX. */

const LIMIT_BYTES = 30_000_000;

const REQUIRED = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/cli.cjs',
  'dist/inference-worker.mjs',
  'dist/library.json',
  'dist/media/preview.js',
  'dist/media/preview.css',
  'dist/web-tree-sitter.wasm',
  'dist/tree-sitter-trace.wasm',
];

const FORBIDDEN = [
  { pattern: /\.map$/, why: 'source maps are kept apart' },
  { pattern: /\.[cm]?tsx?$/, why: 'no sources and no typings' },
  { pattern: /gitRelease\.bundle$/, why: 'sources of the native binary' },
  { pattern: /^dist\/test\//, why: 'tests' },
  { pattern: /^(client|server|scripts|test|training|node_modules)\//, why: 'not part of the product' },
];

const NATIVE = /^dist\/node_modules\/(@node-llama-cpp\/[^/]+)\//;

/**
 * @param {readonly string[]} files paths in the package
 * @param {{ bytes: number, nativePackage: string | undefined }} expected `undefined` for the universal package
 * @returns {readonly string[]} what is wrong, one sentence each
 */
export function checkContents(files, { bytes, nativePackage }) {
  return [
    ...REQUIRED.filter((path) => !files.includes(path)).map((path) => `${path} is missing.`),
    ...files.flatMap(forbidden),
    ...checkNative(files, nativePackage),
    ...(bytes > LIMIT_BYTES ? [`The package has ${bytes} bytes, the limit is ${LIMIT_BYTES}.`] : []),
  ];
}

/** @param {string} path */
const forbidden = (path) =>
  FORBIDDEN.filter(({ pattern }) => pattern.test(path)).map(
    ({ why }) => `${path} does not belong there: ${why}.`,
  );

/**
 * @param {readonly string[]} files
 * @param {string | undefined} nativePackage
 */
function checkNative(files, nativePackage) {
  const found = [...new Set(files.flatMap((path) => path.match(NATIVE)?.[1] ?? []))];
  if (nativePackage === undefined)
    return found.map((name) => `${name} is native code in the universal package.`);
  const others = found
    .filter((name) => name !== nativePackage)
    .map((name) => `${name} is for another platform.`);
  const models = files.filter((path) => /^models\/[^/]+\.gguf$/.test(path));
  return [
    ...others,
    ...(found.includes(nativePackage) ? [] : [`${nativePackage} is missing.`]),
    ...(models.length === 1 ? [] : [`There are ${models.length} models in models/, not one.`]),
    ...(files.includes('models/CARD.md') ? [] : ['models/CARD.md is missing.']),
  ];
}
