import { UNDECIDED } from '../generate/author/undecided.ts';
import type { GeneratorParts } from '../generate/create-generator.ts';
import type { ScoringModel, TextModel } from '../generate/language-model.ts';

/** A model in a process of ours, whose kind is known once it is loaded; or one elsewhere, which writes texts. */
export type AskedModel = { readonly local: ScoringModel & TextModel } | { readonly text: TextModel };

/** How a generator asks it. */
export function partsOf(asked: AskedModel): Pick<GeneratorParts, 'model' | 'textModel'> {
  if ('text' in asked) return { model: UNDECIDED, textModel: async () => asked.text };
  const { local } = asked;
  let isText: boolean | undefined;
  return {
    model: local,
    textModel: async (signal) => {
      // Where it cannot be loaded, whoever asks it hears why.
      isText ??= await isTextModel(local, signal).catch(() => undefined);
      return isText ? local : undefined;
    },
  };
}

/** Models that are ours name their codec. */
async function isTextModel(model: ScoringModel, signal: AbortSignal): Promise<boolean> {
  return (await model.describe(signal)).codec === '';
}
