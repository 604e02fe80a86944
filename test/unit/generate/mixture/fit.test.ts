import { expect, test } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import { type Decision, fitWeights, logLikelihood } from '../../../../server/src/generate/mixture/fit.ts';
import { FEATURES, trustInMemory, WEIGHTS } from '../../../../server/src/generate/mixture/mixture.ts';

/** A world in which the memory is right where its second feature is high, and the model elsewhere. */
function decisions(count: number): Decision[] {
  const random = createRandom('fit');
  return Array.from({ length: count }, () => {
    const closeness = random.next();
    const features = FEATURES.map((_, index) => (index === 0 ? 1 : index === 1 ? closeness : random.next()));
    const memoryIsRight = random.next() < closeness;
    return { features, model: memoryIsRight ? 0.1 : 0.8, memory: memoryIsRight ? 0.8 : 0.1 };
  });
}

test('finds the feature that tells whom to trust', () => {
  const weights = fitWeights(decisions(1_000));
  const at = (closeness: number) =>
    trustInMemory(
      FEATURES.map((_, i) => (i === 0 ? 1 : i === 1 ? closeness : 0.5)),
      weights,
    );
  expect(at(0.95)).toBeGreaterThan(0.8);
  expect(at(0.05)).toBeLessThan(0.2);
});

test('is at least as good as either alone, and as the weights it did not start from', () => {
  const known = decisions(1_000);
  const fitted = logLikelihood(known, fitWeights(known));
  const always = (sign: number) =>
    logLikelihood(
      known,
      FEATURES.map((_, index) => (index === 0 ? 50 * sign : 0)),
    );
  expect(fitted).toBeGreaterThan(always(1));
  expect(fitted).toBeGreaterThan(always(-1));
  expect(fitted).toBeGreaterThan(logLikelihood(known, WEIGHTS));
});
