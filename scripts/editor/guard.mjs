/**
 * Leads the process group of one editor and ends all of it when its parent is gone, however that went: the parent
 * holds the other end of standard input, and the system closes that even for a parent that was killed.
 *
 * Usage: node guard.mjs COMMAND ARGUMENT…   (started detached, so that it leads a group of its own)
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 3000;
const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.on('error', () => process.exit(127));
child.on('exit', endGroup);
process.stdin.on('close', endGroup);
process.stdin.resume();
// The signal below reaches this process too; it stays to see the others out.
process.on('SIGTERM', () => undefined);

let ending = false;

function endGroup() {
  if (ending) return;
  ending = true;
  signalGroup('SIGTERM');
  setTimeout(() => signalGroup('SIGKILL'), child.exitCode === null ? GRACE_MS : 200);
}

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  try {
    process.kill(-process.pid, signal);
  } catch {
    process.exit(0);
  }
}
