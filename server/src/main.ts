import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { parseSpec } from './core/spec/build.ts';
import { createParser } from './core/syntax/parser.ts';
import { serve } from './server.ts';
import { assembleModelService } from './wiring/assemble.ts';
import { ENDPOINT_KEY_VARIABLE, installationAt } from './wiring/installation.ts';
import { keepHeapSmall } from './wiring/small-heap.ts';
import { loadGrammar } from './workspace/load-grammar.ts';

/** Set by the build. */
declare const TRACEWRIGHT_VERSION: string;

const directory = path.dirname(fileURLToPath(import.meta.url));

keepHeapSmall();
serve(createConnection(), {
  version: TRACEWRIGHT_VERSION,
  // Whoever starts the server by hand knows the workspace; VS Code starts it by another channel and says what it trusts.
  trustsByDefault: process.argv.includes('--stdio'),
  loadParser: async () => createParser(await loadGrammar(directory)),
  createModel: ({ trusted, parser, filesBeside }) =>
    assembleModelService({
      installation: installationAt(directory),
      trusted,
      filesBeside,
      parse: (text) => parseSpec(parser, text),
      endpointKey: process.env[ENDPOINT_KEY_VARIABLE],
    }),
});
