import { CALL_TYPES } from '../../../core/spec/spec.ts';
import type { CallNode } from '../../call-node.ts';
import { contextAt, type Knowledge } from '../../scoring/knowledge.ts';
import { calleesByType } from '../../scoring/next-event.ts';
import { scoreCandidates } from '../../scoring/whole-layer.ts';
import { eventIn, forEach, isRight } from '../predictors.ts';
import type { Site } from '../site.ts';
import type { Answer, Row } from './row.ts';

/** The type of one call, its callee and all other calls of the layer given. */
export const maskedType: Row = {
  name: 'type',
  ask: (site) => askMasked(site, (call) => CALL_TYPES.map((type) => ({ ...call, type })), 'told'),
};

/** The callee of one call, its type and all other calls of the layer given; one that nobody else names is `new`. */
export const maskedCallee: Row = {
  name: 'callee',
  ask: (site) =>
    askMasked(
      site,
      (call, knowledge) =>
        (calleesByType(knowledge).get(call.type) ?? []).map((service) => ({ ...call, service })),
      'asked',
    ),
};

async function askMasked(
  { model, workspace, layer, random }: Site,
  candidatesFor: (call: CallNode, knowledge: Knowledge) => readonly CallNode[],
  callee: 'told' | 'asked',
): Promise<Answer | undefined> {
  const index = random.below(layer.calls.length);
  const call = layer.calls[index];
  if (!call) return undefined;
  const masked = { ...contextAt(layer, index), after: layer.calls.slice(index + 1) };
  const knowledge = workspace.knowledge([...masked.before, ...masked.after]);
  const candidates = candidatesFor(call, knowledge);
  if (candidates.length < 2) return undefined;
  const found = await scoreCandidates(model, knowledge, masked, candidates);
  const truth = callee === 'told' ? `${call.type} ${call.service}` : eventIn(knowledge, layer.calls, index);
  return { outcome: forEach((predictor) => Number(isRight(found[predictor], truth))) };
}
