import { pickWeighted, type Random } from '../../core/random.ts';
import type { LanguageModel, Token } from '../language-model.ts';
import type { Reweigh } from '../mixture/next-call-mixture.ts';

/** The text written so far, in tokens, and how its next token is chosen. */
export interface Writer {
  readonly tokens: readonly Token[];
  /** Adds what is given or forced. */
  write(tokens: readonly Token[]): void;
  /**
   * Asks the model which of `candidates` follows, and adds it. What is forced is not asked. Never an empty list.
   * `reweigh` has the last word on how likely each is.
   */
  choose(candidates: readonly Token[], reweigh?: Reweigh): Promise<Token>;
  /** The same, but adds nothing. */
  ask(candidates: readonly Token[], reweigh?: Reweigh): Promise<Token>;
  /** What was chosen so far. */
  readonly choices: Choices;
}

export interface Choices {
  readonly count: number;
  /** Of all of them together. */
  readonly logProbability: number;
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
  const choices = { count: 0, logProbability: 0 };
  const ask: Writer['ask'] = async (candidates, reweigh) => {
    options.signal.throwIfAborted();
    const [only, second] = candidates;
    if (only === undefined) throw new RangeError('Nothing to choose from.');
    if (second === undefined) {
      reweigh?.([1]);
      return only;
    }
    const shares = sharesOf(await options.model.score(tokens, candidates, options.signal));
    const weighed = reweigh?.(shares) ?? shares;
    const index = pickShare(weighed, options);
    choices.logProbability += Math.log(weighed[index] ?? 0);
    choices.count++;
    return candidates[index] ?? only;
  };
  return {
    tokens,
    choices,
    write: (more) => {
      tokens.push(...more);
    },
    ask,
    choose: async (candidates, reweigh) => {
      const token = await ask(candidates, reweigh);
      tokens.push(token);
      return token;
    },
  };
}

/** Probabilities that come to 1, of log-probabilities. */
export function sharesOf(scores: ArrayLike<number>): number[] {
  const all = Array.from(scores);
  const most = Math.max(...all);
  const weights = all.map((score) => Math.exp(score - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Index of the share that is chosen: by chance, or the greatest at temperature 0. */
export function pickShare(
  shares: readonly number[],
  { temperature, random }: Pick<ChoiceOptions, 'temperature' | 'random'>,
): number {
  if (temperature === 0) return likeliest(shares);
  const most = Math.max(...shares);
  return pickWeighted(
    random,
    shares.map((share) => (share / most) ** (1 / temperature)),
  );
}

function likeliest(shares: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < shares.length; index++) {
    if ((shares[index] ?? 0) > (shares[best] ?? 0)) best = index;
  }
  return best;
}
