import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeIo } from './cli/node-io.ts';
import { runCommandLine } from './cli/run.ts';

declare const TRACEWRIGHT_VERSION: string;

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

const io = createNodeIo(path.dirname(fileURLToPath(import.meta.url)));

void runCommandLine(process.argv.slice(2), io, TRACEWRIGHT_VERSION).then((code) => {
  process.exitCode = code;
});
