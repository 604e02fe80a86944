import { CALL_TYPES } from '../../../core/spec/spec.ts';
import { eventOf } from '../../memory/next-call.ts';
import { contextAt } from '../../scoring/knowledge.ts';
import { scoreCandidates } from '../../scoring/whole-layer.ts';
import { maskedCallAt } from '../masked.ts';
import { forEach, isRight } from '../predictors.ts';
import type { Row } from './row.ts';

/** The type of one call, its callee and all other calls of the layer given. */
export const maskedType: Row = {
  name: 'type',
  ask: async ({ model, workspace, layer, random }) => {
    const index = random.below(layer.calls.length);
    const call = layer.calls[index];
    if (!call) return undefined;
    const masked = { ...contextAt(layer, index), after: layer.calls.slice(index + 1) };
    const knowledge = workspace.knowledge([...masked.before, ...masked.after]);
    const candidates = CALL_TYPES.map((type) => ({ ...call, type }));
    const found = await scoreCandidates(model, knowledge, masked, candidates);
    return { outcome: forEach((predictor) => Number(isRight(found[predictor], eventOf(call)))) };
  },
};

/** The callee of one call, its type and all other calls of the layer given; one that nobody else names is `new`. */
export const maskedCallee: Row = {
  name: 'callee',
  ask: async (site) => {
    const asked = maskedCallAt(site, site.random.below(site.layer.calls.length));
    if (!asked) return undefined;
    const found = await scoreCandidates(site.model, asked.knowledge, asked.masked, asked.callees);
    return { outcome: forEach((predictor) => Number(isRight(found[predictor], asked.truth))) };
  },
};
