import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { createParser } from './core/syntax/parser.ts';
import { serve } from './server.ts';
import { unavailableModel } from './wiring/unavailable-model.ts';
import { loadGrammar } from './workspace/load-grammar.ts';

const directory = path.dirname(fileURLToPath(import.meta.url));

serve(createConnection(), {
  version: process.env['npm_package_version'] ?? '',
  loadParser: async () => createParser(await loadGrammar(directory)),
  createModel: () => unavailableModel({ state: 'missing', reason: 'There is no model file.' }),
});
