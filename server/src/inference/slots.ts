import type { Token } from '../generate/language-model.ts';
import { sharedLength } from './shared-length.ts';

/** A text that a model holds as read. */
export interface HeldText {
  readonly contextTokens: readonly Token[];
}

/** Tokens that are read again sooner than another text is given up for them. */
const FEW = 16;

/** Texts that are held as read, one of which is changed into what is asked about next. */
export class Slots<T extends HeldText> {
  /** From the one used longest ago to the one used last. */
  readonly #texts: T[];

  /** @param texts one at least */
  constructor(texts: readonly T[]) {
    this.#texts = [...texts];
  }

  /**
   * The text to go on with towards `sequence`: the one that shares most with it, unless much of that would have to be given
   * up. Then one that holds nothing yet, or the one used longest ago of those that share about as much.
   */
  for(sequence: readonly Token[]): T {
    const shared = this.#texts.map(({ contextTokens }) => sharedLength(contextTokens, sequence));
    const chosen = this.#choose(shared, Math.max(...shared));
    const [text] = this.#texts.splice(chosen, 1);
    if (text === undefined) throw new RangeError('No text is held.');
    this.#texts.push(text);
    return text;
  }

  #choose(shared: readonly number[], most: number): number {
    const best = shared.indexOf(most);
    const lost = (this.#texts[best]?.contextTokens.length ?? 0) - most;
    if (lost <= FEW) return best;
    const empty = this.#texts.findIndex(({ contextTokens }) => contextTokens.length === 0);
    return empty >= 0 ? empty : shared.findIndex((length) => length >= most - FEW);
  }
}
