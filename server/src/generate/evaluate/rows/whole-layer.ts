import type { CallNode } from '../../call-node.ts';
import { top } from '../../mixture/mixture.ts';
import { modelsSubtree } from '../model-predictor.ts';
import { eventIn, nextInWorkspace, PREDICTORS, type Predictor } from '../predictors.ts';
import type { Site } from '../site.ts';
import type { Row } from './row.ts';

/** Every call of the layer and its end, each the likeliest after those that were predicted before. */
export const wholeLayer: Row = {
  name: 'layer',
  ask: async (site) => {
    const right: Partial<Record<Predictor, number>> = {};
    for (const predictor of PREDICTORS) right[predictor] = Number(await isWhole(site, predictor));
    return { outcome: { model: right.model ?? 0, memory: right.memory ?? 0, mixture: right.mixture ?? 0 } };
  },
};

async function isWhole({ model, workspace, layer }: Site, predictor: Predictor): Promise<boolean> {
  const before: CallNode[] = [];
  for (const call of layer.calls) {
    const context = { path: layer.path, before };
    const [event] = top((await nextInWorkspace(model, workspace, context))[predictor]);
    const knowledge = workspace.knowledge(before);
    if (event !== eventIn(knowledge, layer.calls, before.length)) return false;
    // What is below it was not predicted yet; a new service gets its name when it is written.
    const leaf = { ...call, repeat: 1, children: [] };
    before.push(await modelsSubtree(model, workspace.knowledge([...before, leaf]), context, leaf));
  }
  const [event] = top((await nextInWorkspace(model, workspace, { path: layer.path, before }))[predictor]);
  return event === eventIn(workspace.knowledge(before), layer.calls, before.length);
}
