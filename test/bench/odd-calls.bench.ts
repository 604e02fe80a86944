import { printSpec } from '../../server/src/core/print/print.ts';
import { createRandom, pick, type Random, shuffled } from '../../server/src/core/random.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { makeSpec, makeTrace } from '../../server/src/core/spec/make.ts';
import { type CallNode, layersOf } from '../../server/src/generate/call-node.ts';
import { statementsOf } from '../../server/src/generate/session/render.ts';
import { readGraphs } from '../support/read-graphs.ts';
import { openBench, print } from './support.ts';

/**
 * Hints at odd calls in real traces: how many there are in traces as they were recorded, where each is false, and how
 * many of the calls are found whose callee was exchanged for another service of the system. The repository holds no traces
 * of systems in use: GRAPHS=FILE.jsonl[.gz] names call graphs that the model was not trained on.
 */
const FILE = process.env['GRAPHS'];
const FILES = Number(process.env['FILES'] ?? 40);
const TRACES = 12;
const THRESHOLD = 0.005;

if (FILE === undefined)
  print('NOT RUN: GRAPHS names no file of call graphs (GRAPHS=a.jsonl.gz npm run bench odd-calls)');
else await measure(FILE);

async function measure(file: string): Promise<void> {
  const { parser, model, generator } = await openBench();
  const random = createRandom('odd calls');
  const traces = read(file);
  let [lines, hints, planted, found, ms] = [0, 0, 0, 0, 0];
  try {
    for (let index = 0; index < FILES; index++) {
      const drawn = shuffled(random, traces).slice(0, TRACES);
      const real = textOf(drawn);
      lines += real.split('\n').length;
      const started = performance.now();
      hints += (await oddIn(real)).length;
      ms += performance.now() - started;
      const strange = withStranger(drawn, random);
      if (!strange) continue;
      planted++;
      const callee = `${strange.call.type} ${strange.call.service}`;
      if ((await oddIn(textOf(strange.traces))).some((odd) => odd === callee)) found++;
    }
  } finally {
    await model.dispose();
  }
  print(`${FILES} files of ${TRACES} traces, ${lines} lines, ${(ms / FILES).toFixed(0)} ms a file`);
  print(`false hints per 100 lines: ${((100 * hints) / lines).toFixed(2)} (at most 1)`);
  print(`calls to another service of the system, planted: ${planted}, pointed at: ${found}`);

  async function oddIn(text: string): Promise<string[]> {
    const snapshot = { uri: 'bench', version: 0, text, spec: parseSpec(parser, text) };
    const odd = await generator.oddCalls(snapshot, THRESHOLD, new AbortController().signal);
    return odd.map(({ range }) => text.slice(range.start, range.end));
  }
}

function read(file: string): (readonly CallNode[])[] {
  return readGraphs(file).map(({ roots }) => roots);
}

function textOf(traces: readonly (readonly CallNode[])[]): string {
  return printSpec(
    makeSpec(traces.map((roots, index) => makeTrace({ name: `t${index}`, body: statementsOf(roots) }))),
  );
}

/** The traces with one more call somewhere, of a service that its caller never calls. */
function withStranger(traces: readonly (readonly CallNode[])[], random: Random) {
  const target = pick(random, traces);
  const layers = layersOf(target).filter(({ path }) => path.length > 0);
  if (layers.length === 0) return undefined;
  const { path, calls } = pick(random, layers);
  const caller = path.at(-1);
  const all = traces.flatMap((roots) => layersOf(roots).flatMap((layer) => layer.calls));
  const own = new Set(
    traces.flatMap((roots) =>
      layersOf(roots)
        .filter((layer) => layer.path.at(-1)?.service === caller?.service)
        .flatMap((layer) => layer.calls.map(({ service }) => service)),
    ),
  );
  const others = all.filter(
    ({ service }) => !own.has(service) && !path.some((each) => each.service === service),
  );
  if (others.length === 0 || caller === undefined) return undefined;
  const call = { ...pick(random, others), children: [], overlaps: false };
  const changed = replaced(target, calls, [...calls, call]);
  return { call, traces: traces.map((roots) => (roots === target ? changed : roots)) };
}

function replaced(
  roots: readonly CallNode[],
  layer: readonly CallNode[],
  by: readonly CallNode[],
): readonly CallNode[] {
  if (roots === layer) return by;
  return roots.map((call) => ({ ...call, children: replaced(call.children, layer, by) }));
}
