import { top } from '../../mixture/mixture.ts';
import { contextAt } from '../../scoring/knowledge.ts';
import { eventAt, eventIn, forEach, isRight, nextEvents, nextInWorkspace } from '../predictors.ts';
import type { Row } from './row.ts';

/** Type and callee of the next call, or that the layer ends, given the true calls before; a service that nobody has named is `new`. */
export const nextEvent: Row = {
  name: 'next',
  ask: async ({ model, workspace, layer, random }) => {
    const index = random.below(layer.calls.length + 1);
    const context = contextAt(layer, index);
    const expected = await nextInWorkspace(model, workspace, context);
    const truth = eventIn(workspace.knowledge(context.before), layer.calls, index);
    return {
      outcome: forEach((predictor) => Number(isRight(expected[predictor], truth))),
      confidence: forEach((predictor) => top(expected[predictor])[1]),
    };
  },
};

/** The same where the names of all services of the system are known, so that each must be told from the others. */
export const nextFromCatalogue: Row = {
  name: 'next-catalogue',
  ask: async ({ model, catalogued, layer, random }) => {
    const index = random.below(layer.calls.length + 1);
    const expected = await nextEvents(model, catalogued, contextAt(layer, index));
    const truth = eventAt(layer.calls, index);
    return { outcome: forEach((predictor) => Number(isRight(expected[predictor], truth))) };
  },
};
