import { setTimeout as sleep } from 'node:timers/promises';
import { CancellationTokenSource } from 'vscode-languageserver';
import { createRandom } from '../../../server/src/core/random.ts';
import { parseSpec } from '../../../server/src/core/spec/build.ts';
import { createParser } from '../../../server/src/core/syntax/parser.ts';
import { CODEC_NAME, CODEC_VERSION } from '../../../server/src/generate/codec/vocabulary.ts';
import { createGenerator } from '../../../server/src/generate/create-generator.ts';
import type { ModelService } from '../../../server/src/handlers/model-service.ts';
import { connectEndpoint } from '../../../server/src/inference/endpoint/endpoint-model.ts';
import { type SupervisedModel, superviseModel } from '../../../server/src/inference/supervisor.ts';
import { partsOf } from '../../../server/src/wiring/asked-model.ts';
import { readLibrary } from '../../../server/src/wiring/installation.ts';
import { createModelService } from '../../../server/src/wiring/model-service.ts';
import { loadGrammarOfClone } from '../../../server/src/workspace/load-grammar.ts';
import { LspClient } from '../../lsp/client.ts';
import { percentile } from '../support.ts';

const FILL =
  'trace checkout within 2s {\n  http gateway "POST /orders" {\n    ... calls 20, depth 4\n  }\n}\n';
const PLACE = 'trace checkout {\n  http gateway "POST /orders" {\n    rpc auth Verify 8ms\n  }\n}\n';
const [FILL_URI, PLACE_URI] = ['file:///fill.trace', 'file:///place.trace'];
const ROUNDS = 30;
/** By then nothing of a cancelled fill is under way. */
const REST_MS = 300;

/** When the model's process ended a step, and for which generation. */
interface Step {
  readonly signal: AbortSignal | undefined;
  readonly ended: number;
}

export interface CancelTimes {
  /** What a cancelled fill adds to the time until the next generation's first step has ended. */
  readonly median: number;
  readonly worst: number;
}

/**
 * A fill is cancelled over the protocol while it generates, and a proposal is asked for in the same moment. What the
 * cancelled one costs is what the first step takes longer than behind one that ended a while ago.
 */
export async function measureCancel(): Promise<CancelTimes> {
  const steps: Step[] = [];
  const client = await LspClient.start({ model: await watchedModel((step) => steps.push(step)) });
  try {
    client.open(FILL_URI, FILL);
    client.open(PLACE_URI, PLACE);
    await firstStep(client, steps);
    const [rested, atOnce]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      rested.push(await firstStepBehindFill(client, steps, { rests: true }));
      atOnce.push(await firstStepBehindFill(client, steps, { rests: false }));
    }
    const usual = percentile(rested, 0.5);
    return { median: percentile(atOnce, 0.5) - usual, worst: Math.max(...atOnce) - usual };
  } finally {
    await client.stop();
  }
}

async function firstStepBehindFill(
  client: LspClient,
  steps: Step[],
  { rests }: { readonly rests: boolean },
): Promise<number> {
  const random = createRandom(steps.length);
  const source = new CancellationTokenSource();
  const before = steps.length;
  const params = { textDocument: { uri: FILL_URI }, version: 1, seed: random.below(1_000_000) };
  const fill = client.connection.sendRequest('tracewright/fillAll', params, source.token);
  const refused = fill.catch(() => undefined);
  while (steps.length < before + 2) await sleep(1);
  await sleep(random.below(60));
  source.cancel();
  if (rests) await refused.then(() => sleep(REST_MS));
  const time = await firstStep(client, steps);
  await refused;
  return time;
}

/** From a request until the model has made a step for it that it made for nobody before. */
async function firstStep(client: LspClient, steps: Step[]): Promise<number> {
  // The answer to the same text would be remembered.
  client.change(PLACE_URI, [{ text: `# ${steps.length}\n${PLACE}` }]);
  const old = new Set(steps.map(({ signal }) => signal));
  const from = steps.length;
  const started = performance.now();
  const context = { triggerKind: 1 };
  await client.ask('textDocument/inlineCompletion', PLACE_URI, {
    position: { line: 3, character: 23 },
    context,
  });
  const first = steps.slice(from).find(({ signal }) => !old.has(signal));
  if (first === undefined) throw new Error('The model was not asked.');
  return first.ended - started;
}

/** The model of this clone, of which every step is told. */
async function watchedModel(onStep: (step: Step) => void): Promise<ModelService> {
  const parser = await createParser(await loadGrammarOfClone(process.cwd()));
  const library = readLibrary('dist/library.json');
  const parse = (text: string) => parseSpec(parser, text);
  return createModelService({
    trusted: true,
    embeddedModel: 'models/tracewright.gguf',
    fileExists: () => true,
    supervise: (modelPath, idleMs, onState) =>
      watched(
        superviseModel({
          workerPath: 'dist/inference-worker.mjs',
          modelPath,
          codec: { name: CODEC_NAME, version: CODEC_VERSION },
          idleMs,
          onState,
        }),
        onStep,
      ),
    connect: (endpoint, onState) => connectEndpoint({ endpoint, onState }),
    createGenerator: (asked) => createGenerator({ ...partsOf(asked), library, parse, filesBeside: () => [] }),
  });
}

function watched(model: SupervisedModel, onStep: (step: Step) => void): SupervisedModel {
  const score = model.score.bind(model);
  return Object.assign(model, {
    score: async (...asked: Parameters<typeof score>) => {
      const scores = await score(...asked);
      onStep({ signal: asked[2], ended: performance.now() });
      return scores;
    },
  });
}
