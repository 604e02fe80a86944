import { CALL_TYPES } from '../../../core/spec/spec.ts';
import type { CallNode } from '../../call-node.ts';
import { sharesOf } from '../../decoder/choose.ts';
import { eventOf } from '../../memory/next-call.ts';
import { blend, type Distribution, featuresOf, kindsOf, top, trustInMemory } from '../../mixture/mixture.ts';
import { calleesByType, likelihoods } from '../model-predictor.ts';
import { eventAt, forEach } from '../predictors.ts';
import { contextAt, type Outcome, type Row, type Site } from './row.ts';

/** The type of one call, its callee and all other calls of the layer given. */
export const maskedType: Row = {
  name: 'type',
  ask: (site) => askMasked(site, (call) => CALL_TYPES.map((type) => ({ ...call, type }))),
};

/** The callee of one call, its type and all other calls of the layer given. */
export const maskedCallee: Row = {
  name: 'callee',
  ask: (site) =>
    askMasked(site, (call) =>
      (calleesByType(site.knowledge).get(call.type) ?? []).map((service) => ({ ...call, service })),
    ),
};

/** Every candidate is judged by the whole layer, calls behind it included. */
async function askMasked(
  site: Site,
  candidatesFor: (call: CallNode) => readonly CallNode[],
): Promise<Outcome | undefined> {
  const { calls } = site.layer;
  const index = site.random.below(calls.length);
  const masked = calls[index];
  const candidates = masked ? candidatesFor(masked) : [];
  if (!masked || candidates.length < 2) return undefined;
  const layers = candidates.map((call) => [...calls.slice(0, index), call, ...calls.slice(index + 1)]);
  const names = candidates.map(eventOf);
  const model = distribution(names, await modelsView(site, index, layers));
  const memory = distribution(
    names,
    layers.map((layer) => memorysView(site, index, layer)),
  );
  const prediction = site.knowledge.memory.predictNext(contextAt(site.layer, index));
  const trust = trustInMemory(featuresOf(kindsOf(model), { ...prediction, probabilities: memory }));
  const mixture = blend(model, memory, trust);
  const found = { model, memory, mixture };
  return forEach((predictor) => Number(top(found[predictor])[0] === eventOf(masked)));
}

function modelsView(
  { model, knowledge, layer }: Site,
  index: number,
  layers: readonly (readonly CallNode[])[],
): Promise<number[]> {
  return likelihoods(model, knowledge, contextAt(layer, index), layers);
}

/** What was never seen is unlikely, not impossible: one such step must not hide what the others say. */
const UNSEEN = 1e-4;

function memorysView({ knowledge, layer }: Site, from: number, calls: readonly CallNode[]): number {
  let sum = 0;
  for (let index = from; index <= calls.length; index++) {
    const { probabilities } = knowledge.memory.predictNext(contextAt({ path: layer.path, calls }, index));
    sum += Math.log(Math.max(UNSEEN, probabilities.get(eventAt(calls, index)) ?? 0));
  }
  return sum;
}

function distribution(names: readonly string[], scores: readonly number[]): Distribution {
  const shares = sharesOf(scores);
  return new Map(names.map((name, index) => [name, shares[index] ?? 0]));
}
