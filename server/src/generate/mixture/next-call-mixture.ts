import type { CallType } from '../../core/spec/spec.ts';
import { type Event, eventOf, type Prediction } from '../memory/next-call.ts';
import { type Distribution, featuresOf, kindsOf, trustInMemory } from './mixture.ts';

/** Turns the model's probabilities of some candidates, which come to 1, into those to choose by. */
export type Reweigh = (shares: readonly number[]) => readonly number[];

/** Model and memory as one while a call is chosen in two steps: its type or the end, then its callee. */
export interface NextCallMixture {
  /** Of candidates each of which is a type or `END`. */
  kinds(candidates: readonly Event[]): Reweigh;
  /** Of services that may be called by `type`, once that is chosen. */
  callees(type: CallType, services: readonly string[]): Reweigh;
}

/**
 * Equal to `mix` over whole events: what was chosen first tells how far the memory is to be trusted in the second step
 * (Bayes), so both steps together choose from one mixture.
 */
export function mixNextCall(memory: Prediction): NextCallMixture {
  let trust = 0;
  let models: Distribution = new Map();
  let remembered: Distribution = new Map();
  return {
    kinds: (candidates) => (shares) => {
      models = new Map(candidates.map((kind, index) => [kind, shares[index] ?? 0]));
      remembered = allowed(kindsOf(memory.probabilities), candidates);
      trust =
        remembered.size === 0 ? 0 : trustInMemory(featuresOf(models, kindsOf(memory.probabilities), memory));
      return candidates.map((kind) => blended(models, remembered, kind, trust));
    },
    callees: (type, services) => (shares) => {
      const events = services.map((service) => eventOf({ type, service }));
      const own = new Map(events.map((event, index) => [event, shares[index] ?? 0]));
      const known = allowed(memory.probabilities, events);
      const posterior =
        known.size === 0 ? 0 : posteriorTrust(trust, remembered.get(type) ?? 0, models.get(type) ?? 0);
      return events.map((event) => blended(own, known, event, posterior));
    },
  };
}

const blended = (model: Distribution, memory: Distribution, event: Event, trust: number): number =>
  trust * (memory.get(event) ?? 0) + (1 - trust) * (model.get(event) ?? 0);

function posteriorTrust(trust: number, memory: number, model: number): number {
  const both = trust * memory + (1 - trust) * model;
  return both === 0 ? 0 : (trust * memory) / both;
}

/** What is allowed of a distribution, brought back to 1; empty where nothing of it is. */
function allowed(distribution: Distribution, events: readonly Event[]): Distribution {
  const kept = events.flatMap((event) => {
    const probability = distribution.get(event) ?? 0;
    return probability > 0 ? [[event, probability] as const] : [];
  });
  const total = kept.reduce((sum, [, probability]) => sum + probability, 0);
  return new Map(kept.map(([event, probability]) => [event, probability / total]));
}
