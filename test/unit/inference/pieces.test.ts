import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type SupervisedModel, superviseModel } from '../../../server/src/inference/supervisor.ts';
import { buildWorker, TINY_CODEC, TINY_VOCABULARY, tinyModel } from '../../support/inference.ts';

const LENGTH = 300;
const sequence = Array.from({ length: LENGTH }, (_, index) =>
  index === 0 ? 0 : 1 + ((index * 37) % (TINY_VOCABULARY - 1)),
);
const everyToken = Array.from({ length: TINY_VOCABULARY }, (_, token) => token);
// Each test starts a process: seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let workerPath: string;
let model: SupervisedModel | undefined;

beforeAll(async () => {
  workerPath = await buildWorker();
});

afterEach(() => model?.dispose());

/** What may follow the sequence, which the model reads so many tokens at a time. */
async function scoresReading(size: number): Promise<Float32Array> {
  // Another beginning, so that nothing read before is used again.
  await model?.score([1], [0]);
  for (let end = size; end < LENGTH; end += size) await model?.score(sequence.slice(0, end), [0]);
  return (await model?.score(sequence, everyToken)) ?? new Float32Array();
}

test('what follows a sequence does not depend on how much of it was asked about before, to the last bit', async () => {
  model = superviseModel({ workerPath, modelPath: tinyModel('q8_0'), codec: TINY_CODEC, idleMs: 0 });
  const oneByOne = await scoresReading(1);
  expect(new Set(oneByOne).size).toBeGreaterThan(1);
  for (const size of [7, 63, 64, 100, LENGTH]) expect(await scoresReading(size)).toEqual(oneByOne);
});

test('what follows does not depend on how many other texts are held as read', async () => {
  const modelPath = tinyModel('q8_0');
  model = superviseModel({ workerPath, modelPath, codec: TINY_CODEC, idleMs: 0 });
  const alone = await scoresReading(LENGTH);
  await model.dispose();
  model = superviseModel({ workerPath, modelPath, codec: TINY_CODEC, idleMs: 0, sequences: 3 });
  for (const other of [2, 3, 4]) {
    await model.score([...sequence.slice(0, 200), ...sequence.slice(0, 50 * other)], [0]);
    expect(await model.score(sequence, everyToken)).toEqual(alone);
  }
});
