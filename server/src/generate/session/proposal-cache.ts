import type { Proposal } from '../generator.ts';
import { type MadeProposal, type Remainder, typedAhead } from './typed-ahead.ts';

/** Each holds its document's text, so few are kept. */
const MAX_ANSWERS = 8;

/** An answer of the model; `wanted` is how many proposals it was asked for. */
interface Answer {
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
  readonly wanted: number;
  readonly proposals: readonly MadeProposal[];
}

/** The latest answers of the model. Failures and cancelled requests never come in here. */
export class ProposalCache {
  #answers: readonly Answer[] = [];

  store(uri: string, text: string, offset: number, wanted: number, proposals: readonly Proposal[]): void {
    const made = proposals.map(({ range, text: proposed }) => ({ before: text, range, text: proposed }));
    const answer = { uri, text, offset, wanted, proposals: made };
    this.#answers = [answer, ...this.#answers].slice(0, MAX_ANSWERS);
  }

  /**
   * What is known for this place, the latest answer first; undefined where the model must be asked. An answer with no
   * proposal counts at its own place only.
   */
  find(uri: string, text: string, offset: number, wanted: number): readonly Remainder[] | undefined {
    for (const answer of this.#answers) {
      if (answer.uri !== uri || answer.wanted < wanted) continue;
      const left = answer.proposals.flatMap((proposal) => typedAhead(proposal, text, offset) ?? []);
      if (left.length > 0) return left.slice(0, wanted);
      if (answer.proposals.length === 0 && answer.offset === offset && answer.text === text) return [];
    }
    return undefined;
  }

  forget(uri: string): void {
    this.#answers = this.#answers.filter((answer) => answer.uri !== uri);
  }

  /** For when the model, its settings or what is known of the workspace change. */
  clear(): void {
    this.#answers = [];
  }
}
