import { pickWeighted, type Random } from '../../core/random.ts';
import type { LanguageModel, Token } from '../language-model.ts';

/** The text written so far, in tokens, and how its next token is chosen. */
export interface Writer {
  readonly tokens: readonly Token[];
  /** Adds what is given or forced. */
  write(tokens: readonly Token[]): void;
  /** Asks the model which of `candidates` follows, and adds it. What is forced is not asked. Never an empty list. */
  choose(candidates: readonly Token[]): Promise<Token>;
  /** Mean log-probability of what was chosen, 0 where nothing was. */
  score(): number;
}

export interface ChoiceOptions {
  readonly model: LanguageModel;
  /** 0 takes the likeliest. */
  readonly temperature: number;
  readonly random: Random;
  readonly signal: AbortSignal;
}

export function createWriter(head: readonly Token[], options: ChoiceOptions): Writer {
  const tokens = [...head];
  let total = 0;
  let choices = 0;
  return {
    tokens,
    write: (more) => {
      tokens.push(...more);
    },
    choose: async (candidates) => {
      options.signal.throwIfAborted();
      const [only, second] = candidates;
      if (only === undefined) throw new RangeError('Nothing to choose from.');
      if (second === undefined) {
        tokens.push(only);
        return only;
      }
      const scores = await options.model.score(tokens, candidates, options.signal);
      const index = options.temperature > 0 ? sample(scores, options) : likeliest(scores);
      const token = candidates[index] ?? only;
      total += (scores[index] ?? 0) - logSumExp(scores);
      choices++;
      tokens.push(token);
      return token;
    },
    score: () => (choices === 0 ? 0 : total / choices),
  };
}

function sample(scores: Float32Array, { temperature, random }: ChoiceOptions): number {
  const top = Math.max(...scores);
  return pickWeighted(
    random,
    scores.map((score) => Math.exp((score - top) / temperature)),
  );
}

function likeliest(scores: Float32Array): number {
  let best = 0;
  for (let index = 1; index < scores.length; index++) {
    if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
  }
  return best;
}

function logSumExp(scores: Float32Array): number {
  const top = Math.max(...scores);
  return top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0));
}
