import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GrammarBinaries } from '../core/syntax/parser.ts';

const RUNTIME = 'web-tree-sitter.wasm';
const LANGUAGE = 'tree-sitter-trace.wasm';

/**
 * Reads the binaries that the build laid beside the bundles.
 * @throws as `node:fs` does when one is missing.
 */
export async function loadGrammar(directory: string): Promise<GrammarBinaries> {
  return readBoth(path.join(directory, RUNTIME), path.join(directory, LANGUAGE));
}

/**
 * The same from a clone with its dependencies installed, as tests and scripts run.
 * @throws as `node:fs` does when one is missing.
 */
export async function loadGrammarOfClone(root: string): Promise<GrammarBinaries> {
  return readBoth(
    path.join(root, 'node_modules/web-tree-sitter', RUNTIME),
    path.join(root, 'syntaxes', LANGUAGE),
  );
}

async function readBoth(runtimeFile: string, languageFile: string): Promise<GrammarBinaries> {
  const [runtime, language] = await Promise.all([readFile(runtimeFile), readFile(languageFile)]);
  return { runtime, language };
}
