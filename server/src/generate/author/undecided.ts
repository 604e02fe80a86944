import type { ModelDescription, ScoringModel } from '../language-model.ts';

const DESCRIPTION: ModelDescription = {
  name: 'undecided',
  codec: '',
  codecVersion: 0,
  vocabularySize: 0,
  contextLength: 0,
  parameters: 0,
  fileBytes: 0,
};

/**
 * Finds everything equally likely. It stands in where an author writes the layers: what a draft leaves open, the memory of the
 * workspace decides.
 */
export const UNDECIDED: ScoringModel = {
  describe: async () => DESCRIPTION,
  score: async (_sequence, candidates) => new Float32Array(candidates.length),
  scoreContinuations: async (_prefix, continuations) =>
    continuations.map(({ length }) => new Float32Array(length)),
};
