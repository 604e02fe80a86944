import { pick, type Random, shuffled } from '../../core/random.ts';
import type { CallType } from '../../core/spec/spec.ts';
import { CALL_TYPES } from '../../core/spec/spec.ts';
import { type CallNode, countCalls, depthOf, layersOf, type PlacedLayer } from '../call-node.ts';
import { type Catalogue, type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import { encodePrompt, encodeStructure, encodeTimes, type LayerConditions } from '../codec/layer.ts';
import { MAX_SERVICES, mark } from '../codec/vocabulary.ts';
import type { Token } from '../language-model.ts';
import { createMemory, findHints, type Memory } from '../memory/memory.ts';

/** One training sequence; `mask[i]` is 1 where token i is an answer, so counts in the loss. */
export interface TrainingDocument {
  readonly tokens: readonly Token[];
  readonly mask: readonly number[];
}

/** A trace to be written by the model, with what the workspace already holds. */
export interface Exercise {
  readonly target: readonly CallNode[];
  readonly others: readonly (readonly CallNode[])[];
  /** Services that the workspace knows besides, to choose wrongly from. */
  readonly distractors: readonly CatalogueEntry[];
  /** The names mean something, so they are spelled. */
  readonly named: boolean;
}

export const MAX_DOCUMENT_TOKENS = 1_024;

/** A service that neither the workspace nor the document has named yet: the model must say `<new>`. */
const UNSEEN_SHARE = 0.12;

export function writeDocument(exercise: Exercise, random: Random): TrainingDocument {
  const memory = createMemory();
  for (const other of exercise.others) memory.add(other);
  const catalogue = trainingCatalogue(exercise, memory, random);
  const tokens: Token[] = [...catalogue.head];
  const mask: number[] = tokens.map(() => 0);
  const layers = layersOf(exercise.target);
  const first = random.next() < 0.5 ? 0 : random.below(layers.length);
  layers.forEach((layer, index) => {
    if (index >= first) writeLayer(layer, catalogue, memory, random, tokens, mask);
    memory.addLayer(layer.path, layer.calls);
  });
  return { tokens, mask };
}

function writeLayer(
  layer: PlacedLayer,
  catalogue: Catalogue,
  memory: Memory,
  random: Random,
  tokens: Token[],
  lossMask: number[],
): void {
  const conditions = chooseConditions(layer, random);
  const hints = random.next() < 0.1 ? [] : findHints(memory, layer.path, []);
  const prompt = encodePrompt(catalogue, layer.path, conditions, hints);
  const answer = encodeStructure(catalogue, layer.calls);
  const timed = layer.calls.every((call) => call.duration !== undefined);
  const times = timed ? encodeTimes(layer.calls) : [];
  if (tokens.length + prompt.length + answer.length + times.length > MAX_DOCUMENT_TOKENS) return;
  tokens.push(...prompt, ...answer, ...times);
  lossMask.push(
    ...prompt.map(() => 0),
    ...answer.map(() => 1),
    ...times.map((token) => (token === mark.times ? 0 : 1)),
  );
}

/** Each condition is told only now and then, so that the model works with and without it. */
function chooseConditions(layer: PlacedLayer, random: Random): LayerConditions {
  const time = layer.path.at(-1)?.duration;
  const absent = random.next() < 0.15 ? absentTypes(layer.calls) : [];
  return {
    ...(random.next() < 0.5 ? { calls: countCalls(layer.calls) } : {}),
    ...(random.next() < 0.5 ? { depth: depthOf(layer.calls) } : {}),
    ...(time !== undefined && random.next() < 0.6 ? { time } : {}),
    ...(random.next() < 0.08 ? { include: [pick(random, layer.calls).service] } : {}),
    ...(absent.length > 0 ? { without: [pick(random, absent)] } : {}),
  };
}

function absentTypes(calls: readonly CallNode[]): CallType[] {
  const used = new Set<CallType>();
  const open = [...calls];
  for (let call = open.pop(); call; call = open.pop()) {
    used.add(call.type);
    open.push(...call.children);
  }
  return CALL_TYPES.filter((type) => !used.has(type));
}

/** References are shuffled over the whole range, so that none of them comes to mean anything by itself. */
function trainingCatalogue(exercise: Exercise, memory: Memory, random: Random): Catalogue {
  const target = entriesOf([exercise.target], exercise.named).filter(
    (entry) => memory.services.has(entry.service) || random.next() >= UNSEEN_SHARE,
  );
  const known = new Map(
    [...target, ...entriesOf(exercise.others, exercise.named), ...exercise.distractors].map((entry) => [
      entry.service,
      entry,
    ]),
  );
  const entries = shuffled(random, [...known.values()]).slice(0, MAX_SERVICES);
  const references = shuffled(
    random,
    Array.from({ length: MAX_SERVICES }, (_, index) => index),
  );
  return createCatalogue(entries, references.slice(0, entries.length));
}

/** The services of some traces, each with the type of its first call. */
export function entriesOf(traces: readonly (readonly CallNode[])[], named: boolean): CatalogueEntry[] {
  const entries = new Map<string, CatalogueEntry>();
  const open = traces.flat().reverse();
  for (let call = open.pop(); call; call = open.pop()) {
    if (!entries.has(call.service))
      entries.set(call.service, { service: call.service, type: call.type, named });
    open.push(...call.children);
  }
  return [...entries.values()];
}
