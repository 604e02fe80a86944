import { createRandom } from '../../server/src/core/random.ts';
import type { ScoringModel, Token } from '../../server/src/generate/language-model.ts';

/** As long as those of the model that is shipped. */
const CONTEXT = 1_024;

/** A model that was never trained: any token is as likely as its seed says. What holds for it holds for every model. */
export function randomModel(seed: number): ScoringModel & { readonly asked: () => number } {
  const random = createRandom(seed);
  let asked = 0;
  const score = (length: number, candidates: readonly Token[], signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    if (length > CONTEXT) throw new RangeError(`${length} tokens: the model's context holds ${CONTEXT}.`);
    asked++;
    return Float32Array.from(candidates, () => -5 * random.next());
  };
  return {
    asked: () => asked,
    describe: async () => ({
      name: 'random',
      codec: 'tracewright',
      codecVersion: 1,
      vocabularySize: 0,
      contextLength: CONTEXT,
      parameters: 0,
      fileBytes: 0,
    }),
    score: async (sequence, candidates, signal) => score(sequence.length, candidates, signal),
    scoreContinuations: async (prefix, texts, signal) =>
      texts.map((text) => score(prefix.length + text.length, text, signal)),
  };
}
