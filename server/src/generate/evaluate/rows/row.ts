import type { PerPredictor } from '../predictors.ts';
import type { Site } from '../site.ts';

/** How right each predictor was, from 0 to 1. */
export type Outcome = PerPredictor<number>;

/** How one question was answered. */
export interface Answer {
  readonly outcome: Outcome;
  /** How sure each predictor was of its answer: the probability of its likeliest event. */
  readonly confidence?: PerPredictor<number>;
  /** Of questions that are the same, only the first counts; absent where each does. */
  readonly question?: string;
}

/** One row of the table: what is asked about a layer. */
export interface Row {
  readonly name: string;
  /** Rows of the same places ask about the same calls; its name where it draws its own. */
  readonly places?: string;
  /** Asked only where the workspace holds no other trace. */
  readonly withoutTraces?: boolean;
  /** @returns undefined where the layer has nothing to ask for. */
  ask(site: Site): Promise<Answer | undefined>;
}
