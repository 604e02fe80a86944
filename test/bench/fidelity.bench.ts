import { writeFileSync } from 'node:fs';
import { printSpec } from '../../server/src/core/print/print.ts';
import { createRandom, pickWeighted, type Random } from '../../server/src/core/random.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { makeSpec, makeTrace } from '../../server/src/core/spec/make.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { type CallNode, countCalls, depthOf } from '../../server/src/generate/call-node.ts';
import { drawLayer } from '../../server/src/generate/draw.ts';
import { statementsOf } from '../../server/src/generate/session/render.ts';
import type { CallGraph } from '../../server/src/generate/training/call-graph.ts';
import { isHeldOut } from '../../server/src/generate/training/held-out.ts';
import { readGraphs } from '../support/read-graphs.ts';
import { drawLayers, replay } from './fidelity/baselines.ts';
import { type Distance, distance, distributionsOf, type SystemTrace } from './fidelity/measures.ts';
import { openBench, print } from './support.ts';

/**
 * How like real traces generated ones are: of each held-out system five traces stand in the file, as many as there are
 * real ones to compare with are generated, with the real ones' calls and depth asked for or with nothing asked for.
 * Needs call graphs with many traces a system, which the repository does not hold: GRAPHS=FILE.jsonl[.gz].
 * DISTRIBUTIONS=FILE.json keeps the values for `training/plot_distributions.py`.
 */
const FILE = process.env['GRAPHS'];
const SYSTEMS = Number(process.env['SYSTEMS'] ?? 30);
const TRACES = Number(process.env['TRACES'] ?? 20);
const SHOWN = 5;
/** Larger traces take long and say the same. */
const MOST_CALLS = 60;
/** Those that a picture compares, by what they are called in it. */
const PICTURED = {
  real: 'real',
  asked: 'generated, calls and depth as asked',
  free: 'generated, nothing asked',
};

if (FILE === undefined)
  print('NOT RUN: GRAPHS names no file of call graphs (GRAPHS=a.jsonl.gz npm run bench fidelity)');
else await measure(FILE);

async function measure(file: string): Promise<void> {
  const { parser, model, generator } = await openBench();
  const random = createRandom('fidelity');
  const parts = { real: [], again: [], asked: [], free: [], replay: [], layers: [], shown: [] } as Record<
    string,
    SystemTrace[]
  >;
  const add = (part: string, system: string, roots: readonly CallNode[]) =>
    parts[part]?.push({ system, roots });
  try {
    for (const [system, graphs] of systemsOf(file)) {
      const shown = draw(graphs, SHOWN, random);
      for (const roots of shown) add('shown', system, roots);
      const text = printSpec(
        makeSpec(
          shown.map((roots, index) => makeTrace({ name: `seen ${index}`, body: statementsOf(roots) })),
        ),
      );
      for (const [index, roots] of draw(graphs, TRACES, random).entries()) {
        add('real', system, roots);
        const asked = `calls ${countCalls(roots)}, depth ${depthOf(roots)}`;
        add('asked', system, await generate(text, asked, index));
        add('free', system, await generate(text, '', index));
        add('replay', system, replay(shown, random));
        add('layers', system, drawLayers(shown, random));
      }
      for (const roots of draw(graphs, TRACES, random)) add('again', system, roots);
    }
  } finally {
    await model.dispose();
  }
  report(parts);
  keep(parts);

  async function generate(text: string, asked: string, seed: number): Promise<readonly CallNode[]> {
    const whole = `${text}\ntrace generated {\n  ... ${asked}\n}\n`;
    const snapshot = { uri: 'bench', version: seed, text: whole, spec: parseSpec(parser, whole) };
    const options = { seed, temperature: 1 };
    const { edits } = await generator.fillAll(snapshot, options, new AbortController().signal);
    const trace = parseSpec(parser, applyEdits(whole, edits)).items.at(-1);
    return trace?.kind === 'trace'
      ? drawLayer(trace.body, { random: createRandom('drawn'), latency: [] })
      : [];
  }
}

function systemsOf(file: string): [string, CallGraph[]][] {
  const systems = new Map<string, CallGraph[]>();
  for (const graph of readGraphs(file)) {
    const isAsked = process.env['HELD_OUT'] === '0' || isHeldOut(graph.service);
    if (!isAsked || countCalls(graph.roots) > MOST_CALLS) continue;
    systems.set(graph.service, [...(systems.get(graph.service) ?? []), graph]);
  }
  return [...systems].filter(([, each]) => each.length >= 2 * SHOWN).slice(0, SYSTEMS);
}

/** By how often they were seen. */
function draw(graphs: readonly CallGraph[], count: number, random: Random): (readonly CallNode[])[] {
  const weights = graphs.map((graph) => graph.count);
  return Array.from({ length: count }, () => graphs[pickWeighted(random, weights)]?.roots ?? []);
}

function report(parts: Readonly<Record<string, readonly SystemTrace[]>>): void {
  const real = parts['real'] ?? [];
  const shown = parts['shown'] ?? [];
  print(
    `${real.length} real traces of ${new Set(real.map(({ system }) => system)).size} systems, ${SHOWN} of each in the file`,
  );
  const rows: [string, string][] = [
    ['again', 'real, drawn again'],
    ['asked', 'generated, calls and depth as asked'],
    ['free', 'generated, nothing asked'],
    ['layers', 'layers drawn from the file'],
    ['replay', 'traces of the file again'],
  ];
  print('                                      KL     TV     calls  depth  out    in     copies');
  for (const [part, name] of rows)
    print(`${name.padEnd(36)}  ${line(distance(real, parts[part] ?? [], shown))}`);
}

function keep(parts: Readonly<Record<string, readonly SystemTrace[]>>): void {
  const target = process.env['DISTRIBUTIONS'];
  if (target === undefined) return;
  const named = Object.entries(PICTURED).map(([part, name]) => [name, distributionsOf(parts[part] ?? [])]);
  writeFileSync(target, JSON.stringify(Object.fromEntries(named)));
}

function line({ kl, variation, calls, depth, outDegree, inDegree, copies }: Distance): string {
  return [kl, variation, calls, depth, outDegree, inDegree, copies]
    .map((value) => value.toFixed(3).padEnd(5))
    .join('  ');
}
