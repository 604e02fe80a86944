import { createRandom } from '../../server/src/core/random.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../server/src/core/syntax/parser.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { createAuthor, type LayerAuthor } from '../../server/src/generate/author/layer-author.ts';
import { CODEC_NAME, CODEC_VERSION } from '../../server/src/generate/codec/vocabulary.ts';
import { createGenerator, type GeneratorParts } from '../../server/src/generate/create-generator.ts';
import { drawCases } from '../../server/src/generate/evaluate/cases.ts';
import { eventAt, nextEvents } from '../../server/src/generate/evaluate/predictors.ts';
import { type Site, siteOf } from '../../server/src/generate/evaluate/site.ts';
import type { TextModel } from '../../server/src/generate/language-model.ts';
import { END, type Event, eventOf } from '../../server/src/generate/memory/next-call.ts';
import { top } from '../../server/src/generate/mixture/mixture.ts';
import {
  contextAt,
  type Knowledge,
  type WrittenContext,
} from '../../server/src/generate/scoring/knowledge.ts';
import { connectEndpoint } from '../../server/src/inference/endpoint/endpoint-model.ts';
import { type SupervisedModel, superviseModel } from '../../server/src/inference/supervisor.ts';
import { partsOf } from '../../server/src/wiring/asked-model.ts';
import { readLibrary } from '../../server/src/wiring/installation.ts';
import { findingsIn } from '../support/meet-conditions.ts';
import { readGraphs } from '../support/read-graphs.ts';
import { openBench, percentile, print } from './support.ts';

/**
 * General models beside ours: the next call of real traces, a callee from names alone, and sketches filled, with what each
 * takes. Needs what the repository does not hold: GRAPHS=FILE.jsonl[.gz], and GGUF=FILE, ENDPOINT=URL (both routes) or both.
 */
const { GRAPHS, GGUF, ENDPOINT } = process.env;
const CASES = Number(process.env['CASES'] ?? 60);
const KS = [0, 1];
const SKETCHES = Number(process.env['SKETCHES'] ?? 20);
const NEVER = new AbortController().signal;

type Predict = (knowledge: Knowledge, context: WrittenContext, beginning: string) => Promise<Event>;

interface Rival {
  readonly name: string;
  readonly predict: Predict;
  readonly parts: Pick<GeneratorParts, 'model' | 'textModel'>;
}

/** Conditions of every kind, none of which a general model is told. */
const SKETCH = `trace "place order SEED" within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    par {
      rpc stock Reserve ?
      rpc ? ? ?(<200ms)
    }
    ... calls 6..12, depth 2..3
  }
  require {
    some db
    no cache
    count(rpc *) <= 8
  }
}
`;

if (GRAPHS === undefined || (GGUF === undefined && ENDPOINT === undefined))
  print('NOT RUN: GRAPHS=a.jsonl.gz and GGUF=model.gguf or ENDPOINT=http://… are needed');
else await measure(GRAPHS);

async function measure(file: string): Promise<void> {
  const { parser, model } = await openBench();
  const local = GGUF === undefined ? undefined : openGguf(GGUF);
  const graphs = readGraphs(file);
  const sites = KS.map((k) => sitesOf(model, graphs, k));
  const unnamed = sitesOf(model, graphs, 0);
  print('model | next k=0 | next k=1 | callee by name | ms p50 / p95 | sketches valid | ms a sketch p50');
  try {
    for (const { name, predict, parts } of rivalsOf(model, local, parser)) {
      const { timed, times } = timing(predict);
      const next: string[] = [];
      for (const each of sites) next.push(share(await nextCalls(timed, each)));
      const names = share(await calleesByName(timed, unnamed));
      const { valid, took } = await fillSketches(parts, parser);
      const cells = [name, ...next, names, `${ms(times, 0.5)} / ${ms(times, 0.95)}`];
      print([...cells, `${valid} of ${SKETCHES}`, ms(took, 0.5)].join(' | '));
    }
  } finally {
    await Promise.all([model.dispose(), local?.dispose()]);
    parser.dispose();
  }
}

function rivalsOf(model: SupervisedModel, local: SupervisedModel | undefined, parser: TraceParser): Rival[] {
  const authored = (name: string, text: TextModel, parts: Rival['parts']): Rival => ({
    name,
    predict: drafting(createAuthor(text, (source) => parseSpec(parser, source))),
    parts,
  });
  const kinds = ENDPOINT === undefined ? [] : (['completion', 'chat'] as const);
  const remote = kinds.map((kind) => {
    const text = connectEndpoint({ endpoint: { url: ENDPOINT ?? '', model: '', kind, timeoutMs: 60_000 } });
    return authored(`endpoint, ${kind}`, text, partsOf({ text }));
  });
  return [
    { name: 'ours', predict: mixing(model), parts: { model } },
    ...(local ? [authored('GGUF', local, partsOf({ local }))] : []),
    ...remote,
  ];
}

function timing(predict: Predict): { readonly timed: Predict; readonly times: readonly number[] } {
  const times: number[] = [];
  const timed: Predict = async (...asked) => {
    const started = performance.now();
    const event = await predict(...asked);
    times.push(performance.now() - started);
    return event;
  };
  return { timed, times };
}

async function fillSketches(parts: Rival['parts'], parser: TraceParser) {
  const parse = (text: string) => parseSpec(parser, text);
  const library = readLibrary('dist/library.json');
  const generator = createGenerator({ ...parts, library, parse, filesBeside: () => [] });
  const took: number[] = [];
  let valid = 0;
  for (let seed = 0; seed < SKETCHES; seed++) {
    const text = SKETCH.replace('SEED', String(seed));
    const started = performance.now();
    const snapshot = { uri: `sketch-${seed}`, version: 1, text, spec: parse(text) };
    const { edits, refused } = await generator.fillAll(snapshot, { seed, temperature: 0.8 }, NEVER);
    took.push(performance.now() - started);
    if (refused.length === 0 && findingsIn(applyEdits(text, edits), parser).length === 0) valid += 1;
  }
  return { valid, took };
}

function ms(values: readonly number[], at: number): string {
  return percentile(values, at).toFixed(0);
}

function openGguf(modelPath: string): SupervisedModel {
  const codec = { name: CODEC_NAME, version: CODEC_VERSION };
  return superviseModel({
    workerPath: 'dist/inference-worker.mjs',
    modelPath,
    codec,
    acceptsTextModels: true,
    idleMs: 0,
  });
}

function mixing(model: SupervisedModel): Predict {
  return async (knowledge, context, beginning) => {
    const { mixture } = await nextEvents(model, knowledge, context);
    const admitted = [...mixture].filter(([event]) => event.startsWith(beginning));
    return top(new Map(admitted))[0] ?? END;
  };
}

function drafting(author: LayerAuthor): Predict {
  return async ({ memory, catalogue }, { path, before }, beginning) => {
    const request = { memory, services: catalogue.entries, path, before, beginning, isNextOnly: true };
    const [call] = await author.draft({ ...request, temperature: 0, seed: 0 }, NEVER);
    return call ? eventOf(call) : END;
  };
}

function sitesOf(model: SupervisedModel, graphs: ReturnType<typeof readGraphs>, k: number): Site[] {
  const cases = drawCases(graphs, k, CASES, createRandom(`other models/${k}`));
  return cases.map((each, index) => siteOf(model, each, createRandom(`other models/${k}/${index}`)));
}

/** Type and callee of the next call or the end, the names of all services known. */
async function nextCalls(predict: Predict, sites: readonly Site[]): Promise<boolean[]> {
  const right: boolean[] = [];
  for (const { layer, catalogued, random } of sites) {
    const index = random.below(layer.calls.length + 1);
    right.push((await predict(catalogued, contextAt(layer, index), '')) === eventAt(layer.calls, index));
  }
  return right;
}

/** The callee where its type is known and no trace is; each different question once. */
async function calleesByName(predict: Predict, sites: readonly Site[]): Promise<boolean[]> {
  const right = new Map<string, boolean>();
  for (const { layer, namesAlone, random } of sites) {
    const index = random.below(layer.calls.length);
    const truth = layer.calls[index];
    if (!truth) continue;
    const context = contextAt(layer, index);
    const question = JSON.stringify([context, truth.service]);
    if (right.has(question)) continue;
    right.set(question, (await predict(namesAlone, context, `${truth.type} `)) === eventOf(truth));
  }
  return [...right.values()];
}

function share(right: readonly boolean[]): string {
  const part = right.filter(Boolean).length / right.length;
  return `${part.toFixed(2)} (n ${right.length})`;
}
