import { describe, expect, test } from 'vitest';
import { checkContents } from '../../scripts/package/contents.mjs';
import { NATIVE_PACKAGES } from '../../scripts/package/targets.mjs';
import { read } from './manifest.ts';

const NATIVE = '@node-llama-cpp/linux-x64';
const UNIVERSAL = [
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
const WITH_MODEL = [
  ...UNIVERSAL,
  `dist/node_modules/${NATIVE}/bins/llama.node`,
  'models/small.gguf',
  'models/CARD.md',
];

const check = (files: readonly string[], bytes = 1): readonly string[] =>
  checkContents(files, { bytes, nativePackage: NATIVE });

describe('contents of the package', () => {
  test('are right with the bundles, one model and one binary', () => {
    expect(check(WITH_MODEL)).toEqual([]);
    expect(checkContents(UNIVERSAL, { bytes: 1, nativePackage: undefined })).toEqual([]);
  });

  test.each(WITH_MODEL)('lack %s', (path) => {
    expect(check(WITH_MODEL.filter((other) => other !== path))).toHaveLength(1);
  });

  test.each([
    'dist/client.cjs.map',
    'dist/test/index.cjs',
    'client/src/extension.ts',
    'dist/node_modules/node-llama-cpp/llama/gitRelease.bundle',
    'dist/node_modules/yargs/index.d.ts',
    'dist/node_modules/@node-llama-cpp/win-x64/bins/llama.node',
    'models/second.gguf',
  ])('may not hold %s', (path) => {
    expect(check([...WITH_MODEL, path]).length).toBeGreaterThan(0);
  });

  test('weigh no more than 30 MB', () => {
    expect(check(WITH_MODEL, 30_000_001)).toHaveLength(1);
  });

  test('have no native code in the universal package', () => {
    expect(checkContents(WITH_MODEL, { bytes: 1, nativePackage: undefined })).toHaveLength(1);
  });
});

describe('.vscodeignore', () => {
  const lines = read('.vscodeignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  test('is an allow-list', () => {
    expect(lines[0]).toBe('**');
  });
});

test('every platform of the workflow has a native package', () => {
  const row = /target: \[([^\]]+)\]/.exec(read('.github/workflows/ci.yml'))?.[1] ?? '';
  const targets = row.split(',').map((name) => name.trim());
  expect(targets).toContain('universal');
  expect(targets.filter((name) => name !== 'universal' && !NATIVE_PACKAGES[name])).toEqual([]);
});
