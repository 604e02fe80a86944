import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Ended } from './command.ts';

/** Runs a command line of the bundle at `program` in a process of its own; rejects where none can be started. */
export async function runAnother(program: string, line: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...line], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? KILLED));
  });
  const [code, said] = await Promise.all([ended, text(child.stderr)]);
  return { code, said };
}

/** Ended by a signal. */
const KILLED = 128;
