import type { Random } from '../../core/random.ts';
import { callsOf, layersOf, type PlacedLayer } from '../call-node.ts';
import type { ScoringModel } from '../language-model.ts';
import { createMemory } from '../memory/memory.ts';
import type { Knowledge } from '../scoring/knowledge.ts';
import type { EvaluationCase } from './cases.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** A layer of a trace, with what is known before it. */
export interface Site {
  readonly model: ScoringModel;
  readonly layer: PlacedLayer;
  /** The other traces, and the layers written before: an editor knows no more. */
  readonly workspace: Workspace;
  /** The same, and the names of all services of the system. */
  readonly catalogued: Knowledge;
  /** The names of all services of the system, and nothing else. */
  readonly namesAlone: Knowledge;
  /** Draws the position in the layer; a stream of its own for each row and site. */
  readonly random: Random;
}

/** One layer of the case's trace. */
export function siteOf(
  model: ScoringModel,
  { target, others, catalogue }: EvaluationCase,
  random: Random,
): Site {
  const layers = layersOf(target);
  const index = random.below(layers.length);
  const memory = createMemory();
  for (const other of others) memory.add(other);
  const written = layers.slice(0, index);
  for (const { path, calls } of written) memory.addLayer(path, calls);
  return {
    model,
    layer: layers[index] ?? { path: [], calls: [] },
    workspace: createWorkspace(
      memory,
      others.flatMap(callsOf),
      written.flatMap(({ calls }) => calls),
    ),
    catalogued: { memory, catalogue },
    namesAlone: { memory: createMemory(), catalogue },
    random,
  };
}
