import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { parseSpec } from './core/spec/build.ts';
import { createParser } from './core/syntax/parser.ts';
import { serve } from './server.ts';
import { installationAt, readLibrary } from './wiring/installation.ts';
import { createModelService } from './wiring/model-service.ts';
import { loadGrammar } from './workspace/load-grammar.ts';

const directory = path.dirname(fileURLToPath(import.meta.url));
const installation = installationAt(directory);

serve(createConnection(), {
  version: process.env['npm_package_version'] ?? '',
  loadParser: async () => createParser(await loadGrammar(directory)),
  createModel: ({ trusted, parser, specsBeside }) =>
    createModelService({
      installation,
      library: readLibrary(installation.libraryPath),
      trusted,
      specsBeside,
      parse: (text) => parseSpec(parser, text),
    }),
});
