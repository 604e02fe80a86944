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

/** Milliseconds of the calls of a layer below a caller that takes 10 ms; how they were seen to run is told call by call. */
async function timesOf(
  calls: readonly { readonly took: number; readonly beside: readonly boolean[] }[],
  seed: number,
) {
  const model: LanguageModel = {
    describe: () => Promise.reject(new Error('not asked')),
    score: async (_sequence, candidates) => new Float32Array(candidates.length),
  };
  const random = createRandom(seed);
  const { signal } = new AbortController();
  const times = await decodeTimes(createWriter([], { model, temperature: 1, random, signal }), {
    limits: calls.map(({ took, beside }) => ({
      min: 0,
      max: 1e9,
      usual: 0,
      seen: Array.from({ length: 50 }, () => ({ duration: took * 1e6, callers: 10e6, below: 0 })),
      seenOverlaps: Array.from({ length: 25 }, () => beside).flat(),
      repeat: 1,
    })),
    total: 10e6,
    callers: 10e6,
    placement: 'free',
    random,
  });
  return times.map(({ overlaps, duration }) => ({ overlaps, ms: duration / 1e6 }));
}

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);
const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('a call takes nearly all of the time where those behind it run beside it, or need little', async () => {
  for (const beside of [true, false]) {
    const calls = [
      { took: 9, beside: [] },
      { took: 0.5, beside: [beside] },
    ];
    const times = await Promise.all(SEEDS.map((seed) => timesOf(calls, seed)));
    expect(middle(times.map(([first]) => first?.ms ?? 0))).toBeGreaterThan(8);
    expect(times.every(([first, second]) => (first?.ms ?? 0) + (beside ? 0 : (second?.ms ?? 0)) <= 10)).toBe(
      true,
    );
  }
});

test('what does not fit in behind the others runs beside the last of them, where such calls do', async () => {
  const runsBeside = async (...beside: readonly boolean[]) => {
    const calls = [
      { took: 6, beside: [] },
      { took: 8, beside },
    ];
    const times = await Promise.all(SEEDS.map((seed) => timesOf(calls, seed)));
    return times.flatMap(([, second]) => (second?.overlaps ? [second.ms] : []));
  };
  const sometimes = await runsBeside(true, false, false, false);
  expect(sometimes.length).toBeGreaterThan(30);
  expect(middle(sometimes)).toBeGreaterThan(7);
  expect((await runsBeside(false)).length).toBeLessThan(5);
});
