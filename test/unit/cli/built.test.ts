import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COPIES, product } from '../../../scripts/build/bundles.mjs';

/** The bundle as the product's build makes it, in a folder of its own. */
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tracewright-'));
  const options = product(folder).find(({ outfile }) => outfile?.endsWith('cli.cjs'));
  await build({ ...options, bundle: true, logLevel: 'error' });
  for (const [from, to] of COPIES.filter(([source]) => source.endsWith('.wasm')))
    await copyFile(from, path.join(folder, to));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const start = (...line: readonly string[]) =>
  spawn(process.execPath, [path.join(folder, 'cli.cjs'), ...line]);

/** Starts a command that waits for its input, which somebody else holds open, and says its process. */
const STARTER = `
  const { spawn } = require('node:child_process');
  const holder = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10_000)'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const stdio = [holder.stdout, 'ignore', 'ignore', 'ipc'];
  const child = spawn(process.execPath, [process.argv[1], 'check', '-'], { stdio });
  process.stdout.write(String(child.pid));
`;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function finish(child: ChildProcess, input = '') {
  const closed = once(child, 'close');
  child.stdin?.end(input);
  const [out = '', err = ''] = await Promise.all(
    [child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')),
  );
  return { code: (await closed)[0], out, err };
}

const trace = (spans: number) => ({
  data: [
    {
      traceID: '1f',
      spans: Array.from({ length: spans }, (_, index) => ({
        traceID: '1f',
        spanID: `${index + 1}`,
        operationName: `work ${index}`,
        startTime: 1,
        duration: 5,
        processID: 'p',
      })),
      processes: { p: { serviceName: 'cart' } },
    },
  ],
});

describe('the built command line', () => {
  it('reads standard input, writes standard output and ends with the exit code', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await finish(start('--version'))).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const converted = await finish(start('convert', '-'), JSON.stringify(trace(3)));
    expect(converted.code).toBe(0);
    expect(await finish(start('check', '-'), converted.out)).toEqual({
      code: 0,
      out: '',
      err: 'Nothing found in 1 file\n',
    });
    expect((await finish(start('check', '-'), 'trace x { rpc a b 1ms { rpc c d 2ms } }')).code).toBe(1);
    expect((await finish(start('chekc'))).code).toBe(2);
  });

  it('writes a file beside others without leaving anything behind', async () => {
    const input = path.join(folder, 'in.json');
    const output = path.join(folder, 'out.trace');
    await writeFile(input, JSON.stringify(trace(1)));
    expect((await finish(start('convert', input, '-o', output))).code).toBe(0);
    expect((await finish(start('format', '--check', output))).code).toBe(0);
    const stats = await finish(start('stats', '--json', output));
    expect(JSON.parse(stats.out)).toMatchObject([{ traces: 1, calls: 1, durationNs: 5000 }]);
  });

  it('ends with the process that started it to share its work', async () => {
    const starter = spawn(process.execPath, ['-e', STARTER, path.join(folder, 'cli.cjs')]);
    const [pid] = await once(starter.stdout, 'data');
    expect(isRunning(Number(pid))).toBe(true);
    starter.kill('SIGKILL');
    await expect.poll(() => isRunning(Number(pid)), { timeout: 5_000 }).toBe(false);
  });

  it('is silent when its reader has seen enough', async () => {
    const child = start('convert', '-');
    const closed = once(child, 'close');
    const errors = text(child.stderr);
    child.stdin.end(JSON.stringify(trace(20_000)));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect((await closed)[0]).toBe(0);
    expect(await errors).not.toMatch(/EPIPE|Error/);
  });

  it('says that its output cannot be written, and ends with 2', async () => {
    // A file that is open for reading alone takes no output, as a full disk takes none.
    const file = await open('package.json', 'r');
    const child = spawn(process.execPath, [path.join(folder, 'cli.cjs'), '--help'], {
      stdio: ['ignore', file.fd, 'pipe'],
    });
    const closed = once(child, 'close');
    const errors = child.stderr ? text(child.stderr) : '';
    expect((await closed)[0]).toBe(2);
    expect(await errors).toMatch(/^tracewright: The output cannot be written: .+\.\n$/);
    await file.close();
  });

  it('serves the language over standard input and output', async () => {
    const child = start('lsp', '--stdio', `--clientProcessId=${process.pid}`);
    const closed = once(child, 'close');
    const request = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    request({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    expect(String(await once(child.stdout, 'data'))).toMatch(/Content-Length/);
    request({ id: 2, method: 'shutdown' });
    await once(child.stdout, 'data');
    request({ method: 'exit' });
    expect((await closed)[0]).toBe(0);
  });
});
