/** What it costs to know the workspace: each request's share, and reading the workspace. */

import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRandom } from '../../server/src/core/random.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import { findHints } from '../../server/src/generate/memory/hints.ts';
import { callerNodes } from '../../server/src/generate/session/layer-at.ts';
import { placeAt } from '../../server/src/generate/session/place.ts';
import { surroundingsAt } from '../../server/src/generate/session/surroundings.ts';
import {
  type WorkspaceFile,
  Workspaces,
  workspaceFileOf,
} from '../../server/src/generate/session/workspace.ts';
import { type ClosedFile, readClosedFile } from '../../server/src/handlers/closed-files.ts';
import { LIMITS } from '../../server/src/workspace/index/selection.ts';
import { WorkspaceIndex } from '../../server/src/workspace/index/workspace-index.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { TraceDocument } from '../../server/src/workspace/trace-document.ts';
import { describeMachine, printFigures } from './figures.ts';
import { percentile, print } from './support.ts';
import { traceText } from './trace-text.ts';

const FILES = 60;
const CALLS_A_FILE = 200;
const CALLS = 5_000;
const URI = 'file:///bench.trace';
const LINE = '\n    rpc service-7 Reserve 5ms';
const LINES = 12;
const LINE_BEFORE = 'Quote 7ms';
const ROUNDS = 20;

const parser = await createParser(await loadGrammarOfClone(process.cwd()));

print(describeMachine());
print(
  `A request beside ${FILES} files of ${CALLS_A_FILE} calls, in a file of ${CALLS} calls, while lines are typed`,
);
const beside = textsBeside(FILES).map((text) => workspaceFileOf(parseSpec(parser, text)));
for (const traces of [25, 1]) requests(traces, beside);
for (const count of [FILES, LIMITS.files]) await reading(count);

/** Reads a workspace of `count` files and one of the most calls, and asks as soon as one of the files has changed. */
async function reading(count: number): Promise<void> {
  print(`Reading a workspace of ${count} files of ${CALLS_A_FILE} calls and one of ${CALLS}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'tracewright-'));
  const texts = [...textsBeside(count - 1), textOf(25)];
  for (const [at, text] of texts.entries()) writeFileSync(path.join(folder, `${at}.trace`), text);
  const heap = usedMegabytes();
  const index = new WorkspaceIndex({
    parser,
    limits: LIMITS,
    digest: readClosedFile,
    begin: () => ({ signal: new AbortController().signal, report: () => undefined, end: () => undefined }),
    log: print,
  });
  const started = performance.now();
  index.setFolders([pathToFileURL(folder).href]);
  const stalls = await stallsUntil(index.settled());
  const total = performance.now() - started;
  const files = () => index.nearest(URI).map(({ contents }) => contents.shown);
  const megabytes = usedMegabytes() - heap;
  const after = await requestAfterChange(index, path.join(folder, '0.trace'), files);
  rmSync(folder, { recursive: true });
  printFigures([
    { name: 'until all of it is known', measured: total, limit: 20 * count, unit: 'ms' },
    {
      name: 'a key waits for it, at most',
      measured: stalls.reduce((a, b) => Math.max(a, b), 0),
      limit: 20,
      unit: 'ms',
    },
    { name: 'memory', measured: megabytes, limit: 40, unit: 'MB', note: `${files().length} files` },
    { name: 'a request after a file has changed', measured: after, limit: 15, unit: 'ms' },
  ]);
}

/** How long the event loop was held up each time, in milliseconds. */
async function stallsUntil(end: Promise<void>): Promise<readonly number[]> {
  const stalls: number[] = [];
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const before = performance.now();
    await setImmediate();
    stalls.push(performance.now() - before);
  }
  return stalls;
}

async function requestAfterChange(
  index: WorkspaceIndex<ClosedFile>,
  place: string,
  files: () => readonly WorkspaceFile[],
): Promise<number> {
  const workspaces = new Workspaces({ systems: [] });
  const spec = parseSpec(parser, textOf(25));
  const offset = cursorIn(textOf(25));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    writeFileSync(place, traceText(CALLS_A_FILE, { name: `round ${round}` }));
    index.changed([pathToFileURL(place).href]);
    await index.settled();
    const started = performance.now();
    ask(workspaces, files(), spec, offset);
    times.push(performance.now() - started);
  }
  return percentile(times, 0.5);
}

/** After all garbage is collected. */
function usedMegabytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1e6;
}

function cursorIn(text: string): number {
  return text.indexOf(LINE_BEFORE, text.length / 2) + LINE_BEFORE.length;
}

function textOf(traces: number): string {
  const each = Math.floor(CALLS / traces);
  return Array.from({ length: traces }, (_, index) => traceText(each, { name: `trace ${index}` })).join('\n');
}

function textsBeside(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => traceText(CALLS_A_FILE, { name: `file ${index}` }));
}

function requests(traces: number, files: readonly WorkspaceFile[]): void {
  const text = textOf(traces);
  const document = new TraceDocument(parser, URI, 1, text);
  const workspaces = new Workspaces({ systems: [] });
  const times: number[] = [];
  for (const offset of typing(document, cursorIn(text))) {
    const { spec } = document.snapshot();
    const started = performance.now();
    ask(workspaces, files, spec, offset);
    times.push(performance.now() - started);
  }
  const [first = 0, ...others] = times;
  const isOne = traces === 1;
  const name = isOne ? 'in one trace' : `in ${traces} traces`;
  printFigures([
    { name: `first request, ${name}`, measured: first, limit: 250, unit: 'ms' },
    { name: `a key, ${name}, p50`, measured: percentile(others, 0.5), limit: isOne ? 20 : 2, unit: 'ms' },
    { name: `a key, ${name}, p95`, measured: percentile(others, 0.95), limit: isOne ? 40 : 4, unit: 'ms' },
  ]);
  document.dispose();
}

/** Writes lines letter by letter; each offset is where the cursor then is. */
function* typing(document: TraceDocument, from: number): Generator<number> {
  let offset = from;
  for (const letter of LINE.repeat(LINES)) {
    const at = document.positionAt(offset);
    document.change([{ range: { start: at, end: at }, text: letter }], document.version + 1, 0);
    offset += 1;
    yield offset;
  }
}

/** What a proposal of one call asks of the memory. */
function ask(
  workspaces: Workspaces,
  files: readonly WorkspaceFile[],
  spec: TraceDocument['analysis']['spec'],
  offset: number,
): void {
  const place = placeAt(spec, offset);
  if (place === undefined) throw new Error('No calls may stand at the cursor.');
  const open = place.body.find(({ range }) => range.start <= offset && offset <= range.end);
  const options = { random: createRandom('bench'), temperature: 0, named: [], ...(open && { open }) };
  const { memory, catalogue, isUsual } = surroundingsAt(spec, place, workspaces.of(URI, files), options);
  const path = callerNodes(place);
  findHints(memory, { path, before: [] });
  memory.predictNext({ path, before: [] });
  for (const { type, service } of catalogue.entries) isUsual({ type, service }, path, []);
}
