import { expect, test } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import { createWriter } from '../../../../server/src/generate/decoder/choose.ts';
import { decodeTimes } from '../../../../server/src/generate/decoder/decode-times.ts';
import type { LanguageModel } from '../../../../server/src/generate/language-model.ts';

const CALLS = 8;

/** How often the model is asked about the times of a layer whose calls were all seen once. */
async function asked(seed: number): Promise<number> {
  let times = 0;
  const model: LanguageModel = {
    describe: () => Promise.reject(new Error('not asked')),
    score: async (_sequence, candidates) => {
      times++;
      return new Float32Array(candidates.length);
    },
  };
  const random = createRandom(seed);
  const { signal } = new AbortController();
  const seen = [{ duration: 5e6, callers: undefined, below: 0 }];
  const limits = { min: 0, max: 1e9, usual: 0, seen, seenOverlaps: [false], repeat: 1 };
  await decodeTimes(createWriter([], { model, temperature: 1, random, signal }), {
    limits: Array.from({ length: CALLS }, () => limits),
    total: 1e9,
    callers: undefined,
    placement: 'free',
    random,
  });
  return times;
}

test('one draw decides for all calls of a layer whether what was seen is taken, or the model asked', async () => {
  const counts = await Promise.all(Array.from({ length: 60 }, (_, seed) => asked(seed)));
  // The first call follows by itself; of each other one placement and duration are asked.
  expect(new Set(counts)).toEqual(new Set([0, 2 * CALLS - 1]));
});
