import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Ended } from './command.ts';

/**
 * Runs a command line of the bundle at `program` in a process of its own, which ends when this one does (`endWithStarter`);
 * rejects where none can be started.
 */
export async function runAnother(program: string, line: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...line], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? KILLED));
  });
  const [code, said] = await Promise.all([ended, child.stderr ? text(child.stderr) : '']);
  return { code, said };
}

/** Ended by a signal. */
const KILLED = 128;

/** Ends this process when the one that ran it by `runAnother` is gone, however it went: nobody waits for the rest. */
export function endWithStarter(): void {
  process.once('disconnect', () => process.exit(KILLED));
  // Nothing is ever said on the channel; it must not keep alive who is done.
  process.channel?.unref();
}
