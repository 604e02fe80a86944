import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { CommandIo } from './cli/command.ts';
import { runCommandLine } from './cli/run.ts';

declare const TRACEWRIGHT_VERSION: string;

const io: CommandIo = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  readStdin: () => buffer(process.stdin),
  readFile: (path) => readFile(path),
  writeFile: writeWhole,
};

/** Beside its place first, then renamed: whoever reads the file sees the old text or the new, never half of one. */
async function writeWhole(path: string, bytes: string | Uint8Array): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(beside, bytes);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exitCode = error.code === 'EPIPE' ? 0 : 2;
  process.exit();
});

void runCommandLine(process.argv.slice(2), io, TRACEWRIGHT_VERSION).then((code) => {
  process.exitCode = code;
});
