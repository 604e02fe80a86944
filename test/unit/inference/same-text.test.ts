import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { parseSpec } from '../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { CODEC_NAME, CODEC_VERSION } from '../../../server/src/generate/codec/vocabulary.ts';
import { createGenerator } from '../../../server/src/generate/create-generator.ts';
import type { Generator } from '../../../server/src/generate/generator.ts';
import { compileLibrary } from '../../../server/src/generate/library/library.ts';
import { type SupervisedModel, superviseModel } from '../../../server/src/inference/supervisor.ts';
import { buildWorker } from '../../support/inference.ts';
import { testParser } from '../../support/parser.ts';

/** The shipped model and several processes: seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const SKETCHES = [
  'trace a within 2s {\n  http gateway "POST /orders" {\n    rpc auth Verify 4ms\n    ... calls 12, depth 3\n  }\n}\n',
  'trace b {\n  http web "GET /cart" {\n    rpc cart Get ?\n    rpc ? ? ?\n    db cart-db "SELECT items" ?(<5ms)\n  }\n}\n',
  'trace c {\n  rpc ledger Post {\n    ... calls 2..6\n  }\n  require { no mq }\n}\n',
];
const SEEDS = [1, 2, 3];
const ROUNDS = SEEDS.flatMap((seed) => SKETCHES.map((text) => ({ text, seed })));

let parser: TraceParser;
let workerPath: string;
const models: SupervisedModel[] = [];

beforeAll(async () => {
  [parser, workerPath] = await Promise.all([testParser(), buildWorker()]);
});

afterEach(async () => {
  await Promise.all(models.splice(0).map((model) => model.dispose()));
});

function newGenerator(): Generator {
  const model = superviseModel({
    workerPath,
    modelPath: 'models/tracewright.gguf',
    codec: { name: CODEC_NAME, version: CODEC_VERSION },
    idleMs: 0,
  });
  models.push(model);
  return createGenerator({
    model,
    library: Promise.resolve(compileLibrary([])),
    parse: (text) => parseSpec(parser, text),
    filesBeside: () => [],
  });
}

async function fill(generator: Generator, { text, seed }: (typeof ROUNDS)[number]): Promise<string> {
  const snapshot = { uri: 'sketch', version: 1, text, spec: parseSpec(parser, text) };
  const { edits } = await generator.fillAll(
    snapshot,
    { seed, temperature: 0.8 },
    new AbortController().signal,
  );
  return applyEdits(text, edits);
}

async function fillInTurn(generator: Generator, rounds: typeof ROUNDS): Promise<string[]> {
  const filled: string[] = [];
  for (const round of rounds) filled.push(await fill(generator, round));
  return filled;
}

test('the same seed, file and model give the same text, whatever the model was asked before', async () => {
  const generator = newGenerator();
  const first = await fillInTurn(generator, ROUNDS);
  const backwards = await fillInTurn(generator, ROUNDS.toReversed());
  expect(backwards.toReversed()).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(SKETCHES.length);
});

test('one model and two that share the work give the same text', async () => {
  const alone = await fillInTurn(newGenerator(), ROUNDS);
  const [one, two] = [newGenerator(), newGenerator()];
  const halves = await Promise.all([
    fillInTurn(
      one,
      ROUNDS.filter((_, index) => index % 2 === 0),
    ),
    fillInTurn(
      two,
      ROUNDS.filter((_, index) => index % 2 === 1),
    ),
  ]);
  expect(ROUNDS.map((_, index) => halves[index % 2]?.[Math.floor(index / 2)])).toEqual(alone);
});
