import { CALL_TYPES } from '../../../core/spec/spec.ts';
import type { CallNode } from '../../call-node.ts';
import { eventOf } from '../../memory/next-call.ts';
import { contextAt } from '../../scoring/knowledge.ts';
import { calleesByType } from '../../scoring/next-event.ts';
import { scoreCandidates } from '../../scoring/whole-layer.ts';
import { forEach, isRight } from '../predictors.ts';
import type { Outcome, Row, Site } from './row.ts';

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

async function askMasked(
  { model, knowledge, layer, random }: Site,
  candidatesFor: (call: CallNode) => readonly CallNode[],
): Promise<Outcome | undefined> {
  const index = random.below(layer.calls.length);
  const call = layer.calls[index];
  const candidates = call ? candidatesFor(call) : [];
  if (!call || candidates.length < 2) return undefined;
  const masked = { ...contextAt(layer, index), after: layer.calls.slice(index + 1) };
  const found = await scoreCandidates(model, knowledge, masked, candidates);
  return forEach((predictor) => Number(isRight(found[predictor], eventOf(call))));
}
