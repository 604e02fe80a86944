import type { CallType } from '../../../core/spec/spec.ts';
import type { CallNode } from '../../call-node.ts';
import { END, type Event, eventOf } from '../../memory/next-call.ts';
import { top } from '../../mixture/mixture.ts';
import { modelsSubtree } from '../model-predictor.ts';
import { nextEvents, PREDICTORS, type Predictor } from '../predictors.ts';
import type { Row, Site } from './row.ts';

/** A predictor that has not ended by then is wrong anyway. */
const TOO_MANY = 2;

/** Every call of the layer and its end, each the likeliest after those that were predicted before. */
export const wholeLayer: Row = {
  name: 'layer',
  ask: async (site) => {
    const truth = site.layer.calls.map(eventOf).join('\n');
    const right: Partial<Record<Predictor, number>> = {};
    for (const predictor of PREDICTORS) right[predictor] = Number((await write(site, predictor)) === truth);
    return { model: right.model ?? 0, memory: right.memory ?? 0, mixture: right.mixture ?? 0 };
  },
};

async function write({ model, knowledge, layer }: Site, predictor: Predictor): Promise<string> {
  const before: CallNode[] = [];
  while (before.length < layer.calls.length + TOO_MANY) {
    const context = { path: layer.path, before };
    const [event] = top((await nextEvents(model, knowledge, context))[predictor]);
    if (event === undefined || event === END) break;
    before.push(await modelsSubtree(model, knowledge, context, callOf(event)));
  }
  return before.map(eventOf).join('\n');
}

function callOf(event: Event): CallNode {
  const at = event.indexOf(' ');
  const type = event.slice(0, at) as CallType;
  return { type, service: event.slice(at + 1), repeat: 1, overlaps: false, children: [] };
}
