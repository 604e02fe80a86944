/** What it costs to know the workspace: each request's share, and reading the workspace. */
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

const parser = await createParser(await loadGrammarOfClone(process.cwd()));

print(describeMachine());
print(
  `A request beside ${FILES} files of ${CALLS_A_FILE} calls, in a file of ${CALLS} calls, while lines are typed`,
);
const files = await filesBeside();
for (const traces of [25, 1]) requests(traces, files);

function requests(traces: number, files: readonly WorkspaceFile[]): void {
  const text = Array.from({ length: traces }, (_, index) =>
    traceText(CALLS / traces, { name: `trace ${index}` }),
  ).join('\n');
  const document = new TraceDocument(parser, URI, 1, text);
  const workspaces = new Workspaces({ version: 1, systems: [] });
  const times: number[] = [];
  for (const offset of typing(document, text.indexOf('Quote 7ms', text.length / 2) + 'Quote 7ms'.length)) {
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
  findHints(memory, path, []);
  memory.predictNext({ path, before: [] });
  for (const { type, service } of catalogue.entries) isUsual({ type, service }, path, []);
}

async function filesBeside(): Promise<readonly WorkspaceFile[]> {
  const texts = Array.from({ length: FILES }, (_, index) =>
    traceText(CALLS_A_FILE, { name: `file ${index}` }),
  );
  return texts.map((text) => workspaceFileOf(parseSpec(parser, text)));
}
