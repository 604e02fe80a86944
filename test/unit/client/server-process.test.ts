import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServerProcesses } from '../../../client/src/server-process.ts';

/** Answers with its arguments, and ends only when it is killed. */
const STUBBORN = `
process.on('message', (message) => process.send({ message, arguments: process.argv.slice(2), codeCache: process.env.NODE_COMPILE_CACHE }));
process.on('disconnect', () => undefined);
process.on('SIGTERM', () => undefined);
console.error('ready');
setInterval(() => undefined, 1000);
`;

let folder: string;
let processes: ServerProcesses;
let lines: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tracewright-server-'));
  const module = path.join(folder, 'server.cjs');
  await writeFile(module, STUBBORN);
  lines = [];
  const log = { info: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
  processes = new ServerProcesses(module, path.join(folder, 'code-cache'), log as never);
});

afterEach(async () => {
  await processes.end();
  processes.dispose();
  await rm(folder, { recursive: true });
});

describe('the processes of the server', () => {
  it('gives the one that was prepared, then another', async () => {
    processes.prepare();
    const first = processes.take();
    const answer = new Promise((resolve) => first.once('message', resolve));
    first.send('hello');
    expect(await answer).toEqual({
      message: 'hello',
      arguments: ['--node-ipc', `--clientProcessId=${process.pid}`],
      codeCache: path.join(folder, 'code-cache'),
    });
    expect(processes.take().pid).not.toBe(first.pid);
  });

  it('ends one that does not end by itself, and says how it ended', async () => {
    const server = processes.take();
    await new Promise((resolve) => server.once('spawn', resolve));
    await processes.end();
    expect(server.signalCode).toBe('SIGKILL');
    expect(lines).toContain("The server's process ended with SIGKILL.");
  });

  it('says what a process writes', async () => {
    const server = processes.take();
    await new Promise((resolve) => server.stderr?.once('data', resolve));
    expect(lines).toContain('ready');
  });
});
