import type { LanguageModel } from '../generate/language-model.ts';

/** A model that is chosen anew at each request, so that settings and trust may change between them. */
export function lazyModel(current: () => LanguageModel): LanguageModel {
  return {
    describe: async (signal) => current().describe(signal),
    score: async (sequence, candidates, signal) => current().score(sequence, candidates, signal),
  };
}
