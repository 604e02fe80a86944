import type { Spec } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import type { TextModel } from '../language-model.ts';
import type { Memory } from '../memory/memory.ts';
import type { DraftedCall } from './drafted-call.ts';
import { layerGrammar } from './layer-grammar.ts';
import { INSTRUCTION, layerPrompt } from './layer-prompt.ts';
import { readLayer } from './read-layer.ts';

/** A layer that is to be written: calls of `path`'s last, behind those that stand there. */
export interface LayerRequest {
  readonly memory: Memory;
  /** Who is known, in the same order at every place of a file: what prompts begin with is then evaluated once. */
  readonly services: readonly CatalogueEntry[];
  readonly path: readonly CallNode[];
  readonly before: readonly CallNode[];
  /** What stands already of the first call's line. */
  readonly beginning: string;
  /** Only the next call is asked for. */
  readonly isNextOnly: boolean;
  readonly temperature: number;
  readonly seed: number;
}

/** Writes layers as text; the decoder takes from them what the constraints admit. */
export interface LayerAuthor {
  /** The calls that it would make, in order; none where it finds the layer complete. Rejects as the model does. */
  draft(request: LayerRequest, signal: AbortSignal): Promise<readonly DraftedCall[]>;
}

/** A line of a call is some 15 tokens long; a layer of more than twenty calls is written by repeating. */
const LINE_TOKENS = 48;
const LAYER_TOKENS = 384;

/** A general model that writes the trace language, one layer at a time. */
export function createAuthor(model: TextModel, parse: (text: string) => Spec): LayerAuthor {
  return {
    draft: async (request, signal) => {
      const { isNextOnly, temperature, seed } = request;
      // Tokens mostly begin with a blank: behind one that stands already a model is at a loss.
      const beginning = request.beginning.trimEnd();
      const begun = { isTyped: beginning !== '', needsBlank: beginning !== request.beginning };
      const text = await model.complete(
        {
          instruction: INSTRUCTION,
          prompt: layerPrompt({ ...request, beginning }),
          grammar: layerGrammar(begun, isNextOnly),
          stop: ['\n}'],
          maxTokens: isNextOnly ? LINE_TOKENS : LAYER_TOKENS,
          temperature,
          seed,
        },
        signal,
      );
      const drafted = readLayer(beginning + text, parse);
      return isNextOnly ? drafted.slice(0, 1) : drafted;
    },
  };
}
