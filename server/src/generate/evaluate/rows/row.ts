import type { Random } from '../../../core/random.ts';
import type { PlacedLayer } from '../../call-node.ts';
import type { ScoringModel } from '../../language-model.ts';
import type { Knowledge } from '../../scoring/knowledge.ts';
import type { PerPredictor } from '../predictors.ts';

/** A layer of a trace, with what is known before it. */
export interface Site {
  readonly model: ScoringModel;
  readonly knowledge: Knowledge;
  readonly layer: PlacedLayer;
  /** Draws the position in the layer; a stream of its own for each row and site. */
  readonly random: Random;
}

/** How right each predictor was, from 0 to 1. */
export type Outcome = PerPredictor<number>;

/** One row of the table: what is asked about a layer. */
export interface Row {
  readonly name: string;
  /** Asked only where the workspace holds no other trace. */
  readonly withoutTraces?: boolean;
  /** @returns undefined where the layer has nothing to ask for. */
  ask(site: Site): Promise<Outcome | undefined>;
}
