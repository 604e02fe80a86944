import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createParser, type TraceParser } from '../core/syntax/parser.ts';
import { loadGrammar } from '../workspace/load-grammar.ts';

/** The folder of the bundles. */
export const directory = path.dirname(fileURLToPath(import.meta.url));

export async function openParser(): Promise<TraceParser> {
  return createParser(await loadGrammar(directory));
}
