import { createRandom } from '../../server/src/core/random.ts';
import type { LanguageModel } from '../../server/src/generate/language-model.ts';

/** A model that was never trained: any token is as likely as its seed says. What holds for it holds for every model. */
export function randomModel(seed: number): LanguageModel & { readonly asked: () => number } {
  const random = createRandom(seed);
  let asked = 0;
  return {
    asked: () => asked,
    describe: async () => ({
      name: 'random',
      codec: 'tracewright',
      codecVersion: 1,
      vocabularySize: 0,
      contextLength: 2_048,
      parameters: 0,
      fileBytes: 0,
    }),
    score: async (_sequence, candidates, signal) => {
      signal?.throwIfAborted();
      asked++;
      return Float32Array.from(candidates, () => -5 * random.next());
    },
  };
}
