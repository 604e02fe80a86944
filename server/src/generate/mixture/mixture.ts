import { CLOSEST, END, type Event, type Prediction } from '../memory/next-call.ts';

/** Probabilities of events; what is missing to 1 belongs to events that are not in it. */
export type Distribution = ReadonlyMap<Event, number>;

/** What tells how far the memory is to be trusted at one decision, each from 0 to 1. */
export const FEATURES = [
  'bias',
  'closeness',
  'count',
  'memory-sharpness',
  'model-sharpness',
  'agreement',
  'closeness-sharpness',
  'breadth',
  'breadth-sharpness',
] as const;

export type Weights = readonly number[];

/**
 * Logistic weights of the features, in their order, for what comes next in a layer; `tracewright fit-mixture` fits them
 * to a model.
 */
export const WEIGHTS: Weights = [-1.2, 0.42, 0.89, -1.51, -1.86, -0.35, 0.78, 5.2, 2.77];

/** The same for a call that is told from the others of its layer, those behind it included, beside a tempered model (`temper`). */
export const MASKED_WEIGHTS: Weights = [-2.23, -0.64, 0.73, 0.95, -1.56, 0.5, 2.28, 1.42, 2.27];

/** Seen this often, a context is known as well as it will be. */
const MANY = 64;
/** Events seen by a memory that knows a system about as well as it will. */
const BROAD = 4096;

/** Model and memory as one distribution over the events that either knows. */
export function mix(model: Distribution, memory: Prediction, weights: Weights = WEIGHTS): Distribution {
  if (model.size === 0) return memory.probabilities;
  if (memory.probabilities.size === 0) return model;
  const features = featuresOf(kindsOf(model), kindsOf(memory.probabilities), memory);
  const trust = trustInMemory(features, weights);
  return blend(model, memory.probabilities, trust);
}

/** `trust` parts of one and the rest of the other. */
export function blend(model: Distribution, memory: Distribution, trust: number): Distribution {
  if (trust === 0) return model;
  const mixed = new Map<Event, number>();
  for (const [event, probability] of model) mixed.set(event, (1 - trust) * probability);
  for (const [event, probability] of memory) mixed.set(event, (mixed.get(event) ?? 0) + trust * probability);
  return mixed;
}

/** What adds up over calls that hang together makes the model surer than it is right; fitted with `MASKED_WEIGHTS`. */
const TEMPERED = 0.7;

/** The model's judgement of whole layers, as sure as it may be. */
export function temper(model: Distribution): Distribution {
  const powers = [...model].map(([event, share]) => [event, share ** TEMPERED] as const);
  const total = powers.reduce((sum, [, power]) => sum + power, 0);
  return new Map(powers.map(([event, power]) => [event, power / total]));
}

/** Share of the memory, from 0 to 1; 0 where it saw nothing. */
export function trustInMemory(features: readonly number[] | undefined, weights: Weights = WEIGHTS): number {
  if (!features) return 0;
  const sum = features.reduce((total, feature, index) => total + feature * (weights[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * @param model its probabilities of what is decided first: of types of calls and of the end, where a callee follows
 * @param memory its probabilities of the same
 * @param seen how well the memory knows the place
 * @returns undefined where the memory saw nothing
 */
export function featuresOf(
  model: Distribution,
  memory: Distribution,
  seen: Pick<Prediction, 'closeness' | 'count' | 'breadth'>,
): number[] | undefined {
  if (seen.breadth === 0) return undefined;
  const closeness = seen.closeness / CLOSEST;
  const [likeliest, sharpness] = top(memory);
  const breadth = Math.min(1, Math.log1p(seen.breadth) / Math.log(BROAD));
  const [modelsOwn, modelSharpness] = top(model);
  return [
    1,
    closeness,
    Math.min(1, Math.log1p(seen.count) / Math.log(MANY)),
    sharpness,
    modelSharpness,
    likeliest === modelsOwn ? 1 : 0,
    closeness * sharpness,
    breadth,
    breadth * sharpness,
  ];
}

/** Events by what can be told before the callee: their type, or the end. */
export function kindsOf(distribution: Distribution): Distribution {
  const kinds = new Map<Event, number>();
  for (const [event, probability] of distribution) {
    const kind = event === END ? END : event.slice(0, event.indexOf(' '));
    kinds.set(kind, (kinds.get(kind) ?? 0) + probability);
  }
  return kinds;
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
