import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type SupervisedModel, superviseModel } from '../../../server/src/inference/supervisor.ts';
import { buildWorker, TINY_CODEC, TINY_VOCABULARY, tinyModel } from '../../support/inference.ts';

interface Predictions {
  readonly parameters: number;
  readonly sequence: readonly number[];
  /** Log-probabilities of all tokens after the first so many of the sequence, by PyTorch. */
  readonly logProbabilitiesAfter: Readonly<Record<string, readonly number[]>>;
}

const everyToken = Array.from({ length: TINY_VOCABULARY }, (_, token) => token);
const fixture = new URL('../../fixtures/models/tiny.json', import.meta.url);
// Each test starts a process: seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let workerPath: string;
let predictions: Predictions;
let model: SupervisedModel | undefined;

beforeAll(async () => {
  workerPath = await buildWorker();
  predictions = JSON.parse(await readFile(fixture, 'utf8'));
});

afterEach(() => model?.dispose());

// Weights in f16 or 8 bits, and a key-value cache in f16, cost this much; a wrong rotation or order of rows costs nats.
test.each([
  ['f16', 0.004],
  ['q8_0', 0.05],
] as const)(
  'an exported %s model predicts what PyTorch predicts, within %f nats a token',
  async (type, limit) => {
    model = superviseModel({ workerPath, modelPath: tinyModel(type), codec: TINY_CODEC, idleMs: 0 });
    const { sequence, logProbabilitiesAfter } = predictions;
    const differences: number[] = [];
    for (const [length, expected] of Object.entries(logProbabilitiesAfter)) {
      const scores = await model.score(sequence.slice(0, Number(length)), everyToken);
      differences.push(...expected.map((value, token) => Math.abs(value - (scores[token] ?? Number.NaN))));
    }
    expect(differences).toHaveLength(4 * TINY_VOCABULARY);
    expect(mean(differences)).toBeLessThan(limit);
    expect(Math.max(...differences)).toBeLessThan(5 * limit);
  },
);

test('what the exporter wrote about the model is what the worker reads', async () => {
  model = superviseModel({ workerPath, modelPath: tinyModel('q8_0'), codec: TINY_CODEC, idleMs: 0 });
  expect(await model.describe()).toEqual({
    name: 'Tiny',
    codec: 'tiny',
    codecVersion: 3,
    vocabularySize: TINY_VOCABULARY,
    contextLength: 8192,
    parameters: predictions.parameters,
    fileBytes: 99296,
  });
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
