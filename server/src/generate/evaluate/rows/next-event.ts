import { contextAt } from '../../scoring/knowledge.ts';
import { eventAt, forEach, isRight, nextEvents } from '../predictors.ts';
import type { Row } from './row.ts';

/** Type and callee of the next call, or that the layer ends, given the true calls before. */
export const nextEvent: Row = {
  name: 'next',
  ask: async ({ model, knowledge, layer, random }) => {
    const index = random.below(layer.calls.length + 1);
    const expected = await nextEvents(model, knowledge, contextAt(layer, index));
    const truth = eventAt(layer.calls, index);
    return forEach((predictor) => Number(isRight(expected[predictor], truth)));
  },
};
