import type { Random } from '../../core/random.ts';
import { layersOf } from '../call-node.ts';
import type { ScoringModel } from '../language-model.ts';
import { type EvaluationCase, knowledgeOf } from './cases.ts';
import type { Site } from './rows/row.ts';

/** One layer of the case's trace; the layers written before it are known, as they are in an editor. */
export function siteOf(model: ScoringModel, each: EvaluationCase, random: Random): Site {
  const layers = layersOf(each.target);
  const index = random.below(layers.length);
  const knowledge = knowledgeOf(each);
  for (const { path, calls } of layers.slice(0, index)) {
    knowledge.memory.addLayer(path, calls);
  }
  return { model, knowledge, layer: layers[index] ?? { path: [], calls: [] }, random };
}
