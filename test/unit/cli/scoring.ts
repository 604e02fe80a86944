import type { CommandIo } from '../../../server/src/cli/command.ts';
import { randomModel } from '../../support/random-model.ts';

/** A model that knows nothing, for commands that ask one for probabilities. */
export function scoring(): ReturnType<CommandIo['startScoring']> {
  const model = randomModel(1);
  return {
    ...model,
    scoreContinuations: (prefix, texts) => Promise.all(texts.map((text) => model.score(prefix, text))),
    dispose: async () => undefined,
  };
}
