import type { CallNode } from '../call-node.ts';
import type { ScoringModel } from '../language-model.ts';
import {
  END,
  type Event,
  eventOf,
  type LayerContext,
  NEW_SERVICE,
  type Prediction,
} from '../memory/next-call.ts';
import { type Distribution, mix, top } from '../mixture/mixture.ts';
import type { Knowledge, WrittenContext } from '../scoring/knowledge.ts';
import { modelsNextEvent } from '../scoring/next-event.ts';
import type { Workspace } from './workspace.ts';

/** The three that every figure compares. */
export const PREDICTORS = ['model', 'memory', 'mixture'] as const;
export type Predictor = (typeof PREDICTORS)[number];

export type PerPredictor<T> = Readonly<Record<Predictor, T>>;

/** What each predictor expects next of the services that are known. */
export function nextEvents(
  model: ScoringModel,
  knowledge: Knowledge,
  context: WrittenContext,
): Promise<PerPredictor<Distribution>> {
  return expect(model, knowledge, context, knowledge.memory.predictNext(context));
}

/** What each predictor expects next in a workspace, new services included. */
export function nextInWorkspace(
  model: ScoringModel,
  workspace: Workspace,
  context: WrittenContext,
): Promise<PerPredictor<Distribution>> {
  const knowledge = workspace.knowledge(context.before);
  return expect(model, knowledge, context, workspace.withNew(knowledge.memory.predictNext(context)));
}

async function expect(
  model: ScoringModel,
  knowledge: Knowledge,
  context: WrittenContext,
  memory: Prediction,
): Promise<PerPredictor<Distribution>> {
  const modelsOwn = await modelsNextEvent(model, knowledge, context);
  return {
    model: modelsOwn,
    memory: possible(memory.probabilities, context),
    mixture: possible(mix(modelsOwn, memory), context),
  };
}

/** A layer has one call at least. */
function possible(distribution: Distribution, { before }: LayerContext): Distribution {
  if (before.length > 0) return distribution;
  return new Map([...distribution].filter(([event]) => event !== END));
}

/** Whether the likeliest event is the true one. */
export const isRight = (distribution: Distribution, truth: Event): boolean => top(distribution)[0] === truth;

/** What stands at `index` of a true layer: a call, or its end. */
export function eventAt(layer: readonly CallNode[], index: number): Event {
  const call = layer[index];
  return call ? eventOf(call) : END;
}

/** The same to somebody who knows the services of `catalogue` alone. */
export function eventIn({ catalogue }: Knowledge, layer: readonly CallNode[], index: number): Event {
  const call = layer[index];
  if (!call || catalogue.referenceOf(call.service) !== undefined) return eventAt(layer, index);
  return eventOf({ type: call.type, service: NEW_SERVICE });
}

export function forEach<T>(valueFor: (predictor: Predictor) => T): PerPredictor<T> {
  return { model: valueFor('model'), memory: valueFor('memory'), mixture: valueFor('mixture') };
}
