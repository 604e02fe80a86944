import { printSpec } from '../../../server/src/core/print/print.ts';
import { createRandom, pickWeighted, type Random } from '../../../server/src/core/random.ts';
import { parseSpec } from '../../../server/src/core/spec/build.ts';
import { makeSpec, makeTrace } from '../../../server/src/core/spec/make.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { type CallNode, countCalls, depthOf } from '../../../server/src/generate/call-node.ts';
import { drawLayer } from '../../../server/src/generate/draw.ts';
import { statementsOf } from '../../../server/src/generate/session/render.ts';
import type { CallGraph } from '../../../server/src/generate/training/call-graph.ts';
import { isHeldOut } from '../../../server/src/generate/training/held-out.ts';
import { readGraphs } from '../../support/read-graphs.ts';
import { openBench } from '../support.ts';
import { drawLayers, replay } from './baselines.ts';
import type { SystemTrace } from './measures.ts';

/** Traces that stand beside one another, by where they come from. */
export type Part = keyof typeof PARTS;

export const PARTS = {
  shown: 'traces that stand in the file',
  real: 'real',
  again: 'real, drawn again',
  asked: 'generated, calls and depth as asked',
  free: 'generated, nothing asked',
  layers: 'layers drawn from the file',
  replay: 'traces of the file again',
} as const;

export type Parts = Readonly<Record<Part, readonly SystemTrace[]>>;

export interface SynthesisOptions {
  /** Systems at most. */
  readonly systems: number;
  /** Of each system and part. */
  readonly traces: number;
  /** Traces of a system that stand in the file, beside which is generated. */
  readonly shown: number;
  /** Of the training's services, those that were kept out alone. */
  readonly heldOutOnly: boolean;
}

/** Larger traces take long and say the same. */
const MOST_CALLS = 60;

/**
 * Of each system some traces are written into a file; as many as there are real ones to compare with are generated there by
 * the shipped model, with the real ones' calls and depth asked for or with nothing asked for.
 * @param file call graphs, many of a system
 */
export async function synthesise(file: string, options: SynthesisOptions): Promise<Parts> {
  const { parser, model, generator } = await openBench();
  const random = createRandom('fidelity');
  const parts = emptyParts();
  try {
    for (const [system, graphs] of systemsOf(file, options)) {
      const shown = draw(graphs, options.shown, random);
      const text = fileOf(shown);
      const add = (part: Part, roots: readonly CallNode[]) => parts[part].push({ system, roots });
      for (const roots of shown) add('shown', roots);
      for (const [index, roots] of draw(graphs, options.traces, random).entries()) {
        add('real', roots);
        add('asked', await generate(text, `calls ${countCalls(roots)}, depth ${depthOf(roots)}`, index));
        add('free', await generate(text, '', index));
        add('replay', replay(shown, random));
        add('layers', drawLayers(shown, random));
      }
      for (const roots of draw(graphs, options.traces, random)) add('again', roots);
    }
  } finally {
    await model.dispose();
  }
  return parts;

  async function generate(text: string, asked: string, seed: number): Promise<readonly CallNode[]> {
    const whole = `${text}\ntrace generated {\n  ... ${asked}\n}\n`;
    const snapshot = { uri: 'bench', version: seed, text: whole, spec: parseSpec(parser, whole) };
    const { edits } = await generator.fillAll(
      snapshot,
      { seed, temperature: 1 },
      new AbortController().signal,
    );
    const trace = parseSpec(parser, applyEdits(whole, edits)).items.at(-1);
    return trace?.kind === 'trace'
      ? drawLayer(trace.body, { random: createRandom('drawn'), latency: [] })
      : [];
  }
}

const emptyParts = (): Record<Part, SystemTrace[]> => ({
  shown: [],
  real: [],
  again: [],
  asked: [],
  free: [],
  layers: [],
  replay: [],
});

const fileOf = (traces: readonly (readonly CallNode[])[]): string =>
  printSpec(
    makeSpec(traces.map((roots, index) => makeTrace({ name: `seen ${index}`, body: statementsOf(roots) }))),
  );

function systemsOf(file: string, { systems, shown, heldOutOnly }: SynthesisOptions): [string, CallGraph[]][] {
  const graphs = new Map<string, CallGraph[]>();
  for (const graph of readGraphs(file)) {
    if ((heldOutOnly && !isHeldOut(graph.service)) || countCalls(graph.roots) > MOST_CALLS) continue;
    graphs.set(graph.service, [...(graphs.get(graph.service) ?? []), graph]);
  }
  return [...graphs].filter(([, each]) => each.length >= 2 * shown).slice(0, systems);
}

/** By how often they were seen. */
function draw(graphs: readonly CallGraph[], count: number, random: Random): (readonly CallNode[])[] {
  const weights = graphs.map((graph) => graph.count);
  return Array.from({ length: count }, () => graphs[pickWeighted(random, weights)]?.roots ?? []);
}
