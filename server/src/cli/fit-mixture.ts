import { createRandom } from '../core/random.ts';
import { latencyRulesOf } from '../core/schedule/latency.ts';
import type { Spec } from '../core/spec/spec.ts';
import { drawLayer } from '../generate/draw.ts';
import { collectDecisions } from '../generate/evaluate/decisions.ts';
import { type Decision, fitWeights, logLikelihood } from '../generate/mixture/fit.ts';
import { FEATURES, MASKED_WEIGHTS, WEIGHTS, type Weights } from '../generate/mixture/mixture.ts';
import type { CallGraph } from '../generate/training/call-graph.ts';
import { isHeldOut } from '../generate/training/held-out.ts';
import { readCallGraphs } from './call-graphs.ts';
import { type Command, CommandError, type CommandInput, type CommandIo, EXIT } from './command.ts';
import { requireFiles } from './files.ts';
import { withScoringModel } from './scoring.ts';
import { systemsOf } from './systems.ts';
import { wholeNumber } from './whole-number.ts';

const CASES = 400;
const SIZES = [0, 1, 3, 5];

export const fitMixture: Command = {
  name: 'fit-mixture',
  summary: 'Fit how far the memory is trusted beside the model, on what was held out of training',
  usage: 'GRAPHS.jsonl[.gz]... [--systems FOLDERS] [--cases N] [--seed N] [--model FILE]',
  details: [
    '--systems FOLDERS systems in the trace language',
    '--cases N         decisions about each file and size of the workspace, and about the systems (default 400)',
    '--seed N          (default 1)',
    '--model FILE      another model than the embedded one',
    'Prints the weights for server/src/generate/mixture/mixture.ts.',
    'Exit code: 0 done, 2 cannot run',
  ],
  options: {
    systems: { type: 'string' },
    cases: { type: 'string' },
    seed: { type: 'string' },
    model: { type: 'string' },
  },
  run: async (input, io) => {
    const corpora = await heldOutGraphs(input, io);
    if (corpora.length === 0) throw new CommandError('Nothing of these graphs is held out of training.');
    const options = {
      ks: SIZES,
      cases: wholeNumber(input, 'cases', CASES),
      seed: wholeNumber(input, 'seed', 1),
    };
    const decisions = await withScoringModel(input, io, 'Decision', (model, progress) =>
      collectDecisions(model, corpora, options, progress),
    );
    const next = fitTo('the next call', decisions.next, WEIGHTS, io);
    const masked = fitTo('a callee among others', decisions.masked, MASKED_WEIGHTS, io);
    io.stdout(`${JSON.stringify({ features: FEATURES, next, masked })}\n`);
    return EXIT.ok;
  },
};

function fitTo(what: string, decisions: readonly Decision[], present: Weights, io: CommandIo): number[] {
  const weights = fitWeights(decisions).map(short);
  const before = logLikelihood(decisions, present).toFixed(4);
  const after = logLikelihood(decisions, weights).toFixed(4);
  io.stderr(
    `${what}: ${decisions.length} decisions, ${before} nats with the present weights, ${after} with these\n`,
  );
  return weights;
}

const short = (weight: number): number => Number(weight.toFixed(2));

/** What is held out of each file, and of the systems together. */
async function heldOutGraphs(input: CommandInput, io: CommandIo): Promise<CallGraph[][]> {
  const recorded = await Promise.all(requireFiles(input).map((file) => readCallGraphs(file, io)));
  const systems = await systemsOf(input, io);
  const written = systems
    .filter(({ name }) => isHeldOut(name))
    .flatMap(({ name, spec }) => drawGraphs(name, spec));
  const held = recorded.map((graphs) => graphs.filter(({ service }) => isHeldOut(service)));
  return [...held, written].filter((graphs) => graphs.length > 0);
}

/** Draws of each trace: enough that a workspace of five others differs from case to case. */
const DRAWS = 10;

function drawGraphs(source: string, spec: Spec): CallGraph[] {
  const latency = latencyRulesOf(spec);
  return spec.items.flatMap((item) => {
    if (item.kind !== 'trace' || item.muted) return [];
    return Array.from({ length: DRAWS }, (_, draw) => ({
      source,
      service: source,
      count: 1,
      roots: drawLayer(item.body, { random: createRandom(`${source}/${item.name?.value}/${draw}`), latency }),
    }));
  });
}
