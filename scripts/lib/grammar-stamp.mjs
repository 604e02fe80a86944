/** What the checked-in parser was made of, so that a test can tell when the grammar was changed and it was not. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fromRoot } from './paths.mjs';

/** Written by hand; everything else under `syntaxes/grammar/src` is generated from them. */
export const GRAMMAR_SOURCES = [
  fromRoot('syntaxes/grammar/grammar.js'),
  fromRoot('syntaxes/grammar/src/scanner.c'),
];
export const WASM = fromRoot('syntaxes/tree-sitter-trace.wasm');
export const STAMP = fromRoot('syntaxes/tree-sitter-trace.json');

/** The one version that writes the checked-in parser: another one writes another parser.c. */
export const CLI_VERSION = '0.27.1';
export const ABI = 15;

/**
 * SHA-256 of the files' contents, one after another, as hexadecimal digits.
 * @param {readonly string[]} paths
 */
export async function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest('hex');
}
