import type { Llama, LlamaContextSequence, LlamaGrammar } from 'node-llama-cpp';
import { RequestError } from './evaluator.ts';
import type { Completion } from './protocol.ts';

/** Goes on with texts; what a prompt shares with the one before is not evaluated again. One call at a time. */
export interface TextWriter {
  /** Rejects with `RequestError` where the prompt is too long. */
  complete(request: Completion, signal: AbortSignal): Promise<string>;
}

/** Of a model that has no codec of ours. */
export async function createTextWriter(llama: Llama, cells: LlamaContextSequence): Promise<TextWriter> {
  const { LlamaCompletion } = await import('node-llama-cpp');
  const completion = new LlamaCompletion({ contextSequence: cells });
  const grammars = new Map<string, Promise<LlamaGrammar>>();
  const grammarOf = (grammar: string): Promise<LlamaGrammar> => {
    const made = grammars.get(grammar) ?? llama.createGrammar({ grammar, trimWhitespaceSuffix: false });
    grammars.set(grammar, made);
    return made;
  };
  return {
    async complete({ prompt, grammar, stop, maxTokens, temperature, seed }, signal) {
      const tokens = cells.model.tokenize(prompt);
      const room = cells.contextSize - tokens.length - 1;
      if (room < maxTokens)
        throw new RequestError(
          `${tokens.length} tokens and an answer of ${maxTokens}: the model's context holds ${cells.contextSize}.`,
        );
      return completion.generateCompletion(tokens, {
        grammar: await grammarOf(grammar),
        customStopTriggers: stop,
        maxTokens,
        temperature,
        seed,
        signal,
      });
    },
  };
}
