import { describe, expect, it } from 'vitest';
import { calibrationError, reliability } from '../../../../server/src/generate/evaluate/reliability.ts';

const answer = (confidence: number, right: boolean) => {
  const each = (value: number) => ({ model: value, memory: 0, mixture: 0 });
  return { confidence: each(confidence), outcome: each(Number(right)) };
};

describe('reliability', () => {
  it('puts answers of like confidence together, the surest with those below 1', () => {
    const bins = reliability([answer(1, true), answer(0.95, false), answer(0.34, true)], 'model');
    expect(bins).toEqual([
      { from: 0.3, to: 0.4, n: 1, expected: 0.34, right: 1 },
      { from: 0.9, to: 1, n: 2, expected: 0.975, right: 0.5 },
    ]);
    expect(calibrationError(bins)).toBeCloseTo((0.66 + 2 * 0.475) / 3);
  });

  it('finds no error in who is right as often as he says', () => {
    const answers = Array.from({ length: 100 }, (_, index) => answer(0.75, index % 4 !== 0));
    expect(calibrationError(reliability(answers, 'model'))).toBeCloseTo(0);
  });
});
