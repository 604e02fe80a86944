import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { fromRoot, root } from '../../../scripts/lib/paths.mjs';
import { until } from './support/until.ts';

suite('npm start', () => {
  let folder: string;
  /** Without a VS Code that this machine may have. */
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((part) => !existsSync(join(part, 'code')));

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracewright-start-'));
  });

  suiteTeardown(() => rm(folder, { recursive: true }));

  test('shows a sketch before and after the fill, then opens the `code` on the PATH', async () => {
    const record = join(folder, 'arguments.json');
    const code = join(folder, 'code');
    const script = `require('node:fs').writeFileSync(${JSON.stringify(record)}, JSON.stringify(process.argv.slice(2)))`;
    await writeFile(code, `#!${process.execPath}\n${script}\n`);
    await chmod(code, 0o755);
    const { child, output } = start([folder, ...path]);
    await once(child, 'close');
    equal(child.exitCode, 0, output());
    match(
      output(),
      /\.\.\. calls 3\.\.10, depth <= 2[\s\S]*tracewright fill .* \(\d+\.\d s\)\n\n {4}trace "place order"/,
    );
    deepEqual(JSON.parse(await readFile(record, 'utf8')), [
      `--extensionDevelopmentPath=${root}`,
      fromRoot('examples'),
    ]);
  });

  test('prints an address of VS Code in the browser where there is none, and ends on a signal', async () => {
    const { child, output } = start(path);
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/;
    await until(
      async () => output(),
      (text) => address.test(text),
      { what: 'address', timeoutMs: 60_000 },
    );
    const [url = ''] = address.exec(output()) ?? [];
    const response = await fetch(url);
    equal(response.status, 200);
    match(await response.text(), /workbench/);
    child.kill('SIGINT');
    await once(child, 'close');
    equal(child.exitCode, 0, output());
    ok(!(await answers(url)), 'nothing is left behind');
  });
});

function start(path: readonly string[]): { child: ChildProcess; output: () => string } {
  const env = { ...process.env, PATH: path.join(delimiter) };
  const child = spawn(process.execPath, [fromRoot('scripts/start.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  return { child, output: () => text };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
