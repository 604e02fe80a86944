import { createRandom } from '../../core/random.ts';
import type { ScoringModel } from '../language-model.ts';
import type { Decision } from '../mixture/fit.ts';
import { featuresOf, kindsOf } from '../mixture/mixture.ts';
import { contextAt } from '../scoring/knowledge.ts';
import { modelsNextEvent } from '../scoring/next-event.ts';
import type { CallGraph } from '../training/call-graph.ts';
import { drawCases } from './cases.ts';
import { eventIn } from './predictors.ts';
import { siteOf } from './site.ts';

/** What model and memory thought of the next event at places where both knew something; what a mixture is fitted on. */
export async function collectDecisions(
  model: ScoringModel,
  graphs: readonly CallGraph[],
  options: { readonly ks: readonly number[]; readonly cases: number; readonly seed: number },
  progress: (done: number, total: number) => void,
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const [index, k] of options.ks.entries()) {
    const cases = drawCases(graphs, k, options.cases, createRandom(`${options.seed}/decisions/${k}`));
    for (const [at, each] of cases.entries()) {
      progress(index * options.cases + at, options.ks.length * options.cases);
      const { workspace, layer, random } = siteOf(model, each, createRandom(`${options.seed}/${k}/${at}`));
      const position = random.below(layer.calls.length + 1);
      const context = contextAt(layer, position);
      const knowledge = workspace.knowledge(context.before);
      const memory = workspace.withNew(knowledge.memory.predictNext(context));
      const own = await modelsNextEvent(model, knowledge, context);
      const features = featuresOf(kindsOf(own), memory);
      if (!features) continue;
      const truth = eventIn(knowledge, layer.calls, position);
      decisions.push({
        features,
        model: own.get(truth) ?? 0,
        memory: memory.probabilities.get(truth) ?? 0,
      });
    }
  }
  return decisions;
}
