import { CLOSEST, type Event, type Prediction } from '../memory/next-call.ts';

/** Probabilities of events; they need not sum to 1. */
export type Distribution = ReadonlyMap<Event, number>;

/** What tells how far the memory is to be trusted at one decision, each between 0 and about 1. */
export const FEATURES = [
  'bias',
  'closeness',
  'count',
  'memory-sharpness',
  'model-sharpness',
  'agreement',
  'closeness-sharpness',
] as const;

export type Weights = readonly number[];

/**
 * Logistic weights of the features, in their order, fitted by maximum likelihood on the decisions of held-out systems
 * (`tracewright evaluate --decisions`, `training/fit_mixture.py`).
 */
export const WEIGHTS: Weights = [-2.5, 2, 1, 2, -2, 0, 1];

/** Model and memory as one distribution over the events that either knows. */
export function mix(model: Distribution, memory: Prediction, weights: Weights = WEIGHTS): Distribution {
  if (memory.count === 0) return model;
  if (model.size === 0) return memory.probabilities;
  const trust = trustInMemory(featuresOf(model, memory), weights);
  const mixed = new Map<Event, number>();
  for (const [event, probability] of model) mixed.set(event, (1 - trust) * probability);
  for (const [event, probability] of memory.probabilities)
    mixed.set(event, (mixed.get(event) ?? 0) + trust * probability);
  return mixed;
}

/** Share of the memory, from 0 to 1. */
export function trustInMemory(features: readonly number[], weights: Weights): number {
  const sum = features.reduce((total, feature, index) => total + feature * (weights[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

export function featuresOf(model: Distribution, memory: Prediction): number[] {
  const closeness = memory.closeness / CLOSEST;
  const [likeliest, sharpness] = top(memory.probabilities);
  const [modelsOwn, modelSharpness] = top(model);
  return [
    1,
    closeness,
    Math.min(1, Math.log1p(memory.count) / Math.log(64)),
    sharpness,
    modelSharpness,
    likeliest === modelsOwn ? 1 : 0,
    closeness * sharpness,
  ];
}

/** The likeliest event and its probability; of equal ones the first in alphabetical order, for the same answer anywhere. */
export function top(distribution: Distribution): readonly [Event | undefined, number] {
  let best: Event | undefined;
  let most = 0;
  for (const [event, probability] of distribution) {
    if (probability < most || (probability === most && best !== undefined && event > best)) continue;
    [best, most] = [event, probability];
  }
  return [best, most];
}
