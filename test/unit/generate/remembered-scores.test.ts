import { describe, expect, it } from 'vitest';
import { timeToken } from '../../../server/src/generate/codec/vocabulary.ts';
import type { ScoringModel, Token } from '../../../server/src/generate/language-model.ts';
import { rememberScores } from '../../../server/src/generate/remembered-scores.ts';

function counting(fail: (time: number) => boolean = () => false) {
  let times = 0;
  const model: ScoringModel = {
    describe: () => Promise.reject(new Error('not asked')),
    scoreContinuations: () => Promise.reject(new Error('not asked')),
    score: async (sequence: readonly Token[], candidates: readonly Token[]) => {
      if (fail(times++)) throw new Error('lost');
      return Float32Array.from(candidates, (candidate) => -candidate - sequence.length);
    },
  };
  return { model: rememberScores(model), times: () => times };
}

describe('a model that remembers', () => {
  it('is asked once for the same candidates behind the same sequence', async () => {
    const { model, times } = counting();
    const first = await model.score([1, 2, 3], [4, 5]);
    expect(await model.score([1, 2, 3], [4, 5])).toEqual(first);
    expect(times()).toBe(1);
    await model.score([1, 2, 3], [4]);
    await model.score([1, 2], [3, 4, 5]);
    expect(times()).toBe(3);
  });

  it('is asked for all times at once, since what is asked for is another range each time', async () => {
    const { model, times } = counting();
    const [a, b, c] = [timeToken(3), timeToken(4), timeToken(60)];
    expect(await model.score([1], [a, b])).toEqual(Float32Array.of(-a - 1, -b - 1));
    expect(await model.score([1], [b, c])).toEqual(Float32Array.of(-b - 1, -c - 1));
    expect(times()).toBe(1);
  });

  it('forgets what failed', async () => {
    const { model, times } = counting((time) => time === 0);
    await expect(model.score([1], [2])).rejects.toThrow('lost');
    expect(await model.score([1], [2])).toEqual(Float32Array.of(-3));
    expect(times()).toBe(2);
  });
});
