import { FEATURES, trustInMemory, type Weights } from './mixture.ts';

/** One decision whose outcome is known. */
export interface Decision {
  readonly features: readonly number[];
  /** Probabilities that either gave to what came; in place of the model it may be what it says together with the memory. */
  readonly model: number;
  readonly memory: number;
}

const STEPS = 2_000;
const RATE = 0.5;
/** Keeps weights of features that say nothing near 0. */
const DECAY = 1e-4;
/** What neither thought of must not weigh without end. */
const FLOOR = 1e-6;

/**
 * Weights under which the mixture finds `decisions` likeliest, by gradient ascent (EM's objective for a mixture of two
 * fixed experts whose gate is logistic).
 */
export function fitWeights(decisions: readonly Decision[]): Weights {
  let weights: number[] = FEATURES.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = gradientAt(decisions, weights);
    weights = weights.map((weight, index) => weight + RATE * ((gradient[index] ?? 0) - DECAY * weight));
  }
  return weights;
}

function gradientAt(decisions: readonly Decision[], weights: Weights): number[] {
  const gradient = FEATURES.map(() => 0);
  for (const { features, model, memory } of decisions) {
    const trust = trustInMemory(features, weights);
    const mixed = Math.max(FLOOR, trust * memory + (1 - trust) * model);
    const slope = (trust * (1 - trust) * (memory - model)) / mixed / decisions.length;
    for (const [index, feature] of features.entries())
      gradient[index] = (gradient[index] ?? 0) + slope * feature;
  }
  return gradient;
}

/** Mean natural logarithm of the probability that the mixture gave to what came. */
export function logLikelihood(decisions: readonly Decision[], weights: Weights): number {
  const sum = decisions.reduce((total, { features, model, memory }) => {
    const trust = trustInMemory(features, weights);
    return total + Math.log(Math.max(FLOOR, trust * memory + (1 - trust) * model));
  }, 0);
  return sum / Math.max(1, decisions.length);
}
