import { performance } from 'node:perf_hooks';
import type { Position } from 'vscode-languageserver';
import { createRandom } from '../../server/src/core/random.ts';
import { LspClient } from '../lsp/client.ts';
import { ServerProcess } from './server-process.ts';
import { percentile, print } from './support.ts';
import { traceLines } from './trace-text.ts';

const URI = 'file:///bench.trace';
const LINES = 10_000;
const KEYSTROKES = 100;
const EDITS = 1_000;

print(`From a key to its diagnostics through the server, ${LINES} lines (limit 60 ms at p95)`);
for (const traces of [100, 1]) await keystrokes(traces);

print('A server of its own, from its start to the first diagnostics (limit 400 ms)');
const starts: number[] = [];
for (let round = 0; round < 10; round += 1) starts.push(await start('trace a { http web "GET /" }\n'));
report('a small file', starts);

print(`Memory of the server, ${LINES} lines open and ${EDITS} edits made (limit 150 MB)`);
for (const traces of [100, 1]) await memory(traces);

/** Types a digit, asks as an editor does, and takes it back. */
async function keystrokes(traces: number): Promise<void> {
  const text = traceLines(LINES, traces);
  const client = await LspClient.start({ settings: { diagnostics: { delay: 0 } } });
  client.open(URI, text);
  await client.ask('textDocument/diagnostic', URI);
  const random = createRandom(traces);
  const places = placesToType(text);
  const times: number[] = [];
  for (let key = 0; key < KEYSTROKES; key += 1) {
    const at = places[random.below(places.length)] ?? START;
    const started = performance.now();
    client.insert(URI, at, '1');
    await client.ask('textDocument/diagnostic', URI);
    times.push(performance.now() - started);
    const end = { line: at.line, character: at.character + 1 };
    client.change(URI, [{ range: { start: at, end }, text: '' }]);
    await client.ask('textDocument/diagnostic', URI);
  }
  report(`${traces} traces`, times);
  await client.stop();
}

async function start(text: string): Promise<number> {
  const started = performance.now();
  const server = await ServerProcess.start();
  await server.open(URI, text);
  const time = performance.now() - started;
  await server.stop();
  return time;
}

async function memory(traces: number): Promise<void> {
  const text = traceLines(LINES, traces);
  const server = await ServerProcess.start();
  await server.open(URI, text);
  const opened = server.megabytes;
  const random = createRandom(traces);
  const places = placesToType(text);
  for (let version = 2; version < EDITS + 2; version += 2) {
    const at = places[random.below(places.length)] ?? START;
    const end = { line: at.line, character: at.character + 1 };
    await server.edit(URI, version, { start: at, end: at }, '1');
    await server.edit(URI, version + 1, { start: at, end }, '');
  }
  print(`  ${traces} traces: ${opened} MB when opened, ${server.megabytes} MB after the edits`);
  await server.stop();
}

const START: Position = { line: 0, character: 0 };

/** Before the digits of every duration of `7ms`. */
function placesToType(text: string): readonly Position[] {
  return text.split('\n').flatMap((content, line) => {
    const character = content.indexOf(' 7ms');
    return character < 0 ? [] : [{ line, character: character + 1 }];
  });
}

function report(name: string, times: readonly number[]): void {
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  print(`  ${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
}
