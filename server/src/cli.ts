import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT } from './cli/command.ts';
import { systemReason } from './cli/files.ts';
import { createNodeIo } from './cli/node-io.ts';
import { runCommandLine } from './cli/run.ts';
import { endWithStarter } from './cli/run-another.ts';

declare const TRACEWRIGHT_VERSION: string;

// A reader that has seen enough (`| head`) is no error; a full disk behind `>` is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  process.stderr.write(`tracewright: The output cannot be written: ${systemReason(error)}.\n`);
  process.exit(EXIT.cannotRun);
});
// Whoever closes the other stream wants no messages.
process.stderr.on('error', () => undefined);

// A language server may be asked by such a channel; every other command has it from its own kind.
if (process.argv[2] !== 'lsp') endWithStarter();

const io = createNodeIo(path.dirname(fileURLToPath(import.meta.url)));

void runCommandLine(process.argv.slice(2), io, TRACEWRIGHT_VERSION).then((code) => {
  process.exitCode = code;
});
