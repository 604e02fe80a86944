import { createRandom } from '../../core/random.ts';
import type { ScoringModel } from '../language-model.ts';
import type { Decision } from '../mixture/fit.ts';
import { featuresOf, kindsOf } from '../mixture/mixture.ts';
import { contextAt } from '../scoring/knowledge.ts';
import { modelsNextEvent } from '../scoring/next-event.ts';
import { scoreCandidates } from '../scoring/whole-layer.ts';
import type { CallGraph } from '../training/call-graph.ts';
import { drawCases } from './cases.ts';
import { maskedCallAt } from './masked.ts';
import { eventIn } from './predictors.ts';
import { type Site, siteOf } from './site.ts';

/** What model and memory thought at places where both knew something; what a mixture is fitted on. */
export interface Decisions {
  /** Of the next event. */
  readonly next: readonly Decision[];
  /** Of a callee, all other calls of the layer given. */
  readonly masked: readonly Decision[];
}

/** @param corpora each of them is asked about as often as the others, however large it is */
export async function collectDecisions(
  model: ScoringModel,
  corpora: readonly (readonly CallGraph[])[],
  options: { readonly ks: readonly number[]; readonly cases: number; readonly seed: number },
  progress: (done: number, total: number) => void,
): Promise<Decisions> {
  const next: Decision[] = [];
  const masked: Decision[] = [];
  const rounds = corpora.flatMap((graphs) => options.ks.map((k) => ({ graphs, k })));
  for (const [index, { graphs, k }] of rounds.entries()) {
    const cases = drawCases(graphs, k, options.cases, createRandom(`${options.seed}/decisions/${k}`));
    for (const [at, each] of cases.entries()) {
      progress(index * options.cases + at, rounds.length * options.cases);
      const site = siteOf(model, each, createRandom(`${options.seed}/${k}/${at}`));
      next.push(...(await nextDecision(site)));
      masked.push(...(await maskedDecision(site)));
    }
  }
  return { next, masked };
}

async function nextDecision({ model, workspace, layer, random }: Site): Promise<Decision[]> {
  const position = random.below(layer.calls.length + 1);
  const context = contextAt(layer, position);
  const knowledge = workspace.knowledge(context.before);
  const memory = workspace.withNew(knowledge.memory.predictNext(context));
  const own = await modelsNextEvent(model, knowledge, context);
  const features = featuresOf(kindsOf(own), kindsOf(memory.probabilities), memory);
  if (!features) return [];
  const truth = eventIn(knowledge, layer.calls, position);
  return [{ features, model: own.get(truth) ?? 0, memory: memory.probabilities.get(truth) ?? 0 }];
}

async function maskedDecision(site: Site): Promise<Decision[]> {
  const asked = maskedCallAt(site, site.random.below(site.layer.calls.length));
  if (!asked) return [];
  const { tempered, memory, features } = await scoreCandidates(
    site.model,
    asked.knowledge,
    asked.masked,
    asked.callees,
  );
  if (!features) return [];
  return [{ features, model: tempered.get(asked.truth) ?? 0, memory: memory.get(asked.truth) ?? 0 }];
}
