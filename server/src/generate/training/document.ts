import { pick, type Random, shuffled } from '../../core/random.ts';
import type { CallType } from '../../core/spec/spec.ts';
import { CALL_TYPES } from '../../core/spec/spec.ts';
import { type CallNode, countCalls, depthOf, layersOf, type PlacedLayer } from '../call-node.ts';
import { type Catalogue, type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import {
  declareServices,
  encodePrompt,
  encodeStructure,
  encodeTimes,
  type LayerConditions,
  predictedTokens,
} from '../codec/layer.ts';
import { MAX_SERVICES, mark } from '../codec/vocabulary.ts';
import type { Token } from '../language-model.ts';
import { findHints } from '../memory/hints.ts';
import { createMemory, type GrowingMemory, type Memory } from '../memory/memory.ts';
import { disguise } from './disguise.ts';
import type { Habits } from './habits.ts';

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
  /** Nothing is known of the system but its traces in the workspace: every other service is declared when it is met. */
  readonly workspaceOnly: boolean;
  /** Its words are exchanged for others, so that only their likeness tells. */
  readonly disguised: boolean;
  /** What is usual in the system, for the wishes `slow` and `rare`. */
  readonly habits: Habits;
}

export const MAX_DOCUMENT_TOKENS = 1_024;

/** Of a system whose services are known, these are not: the model must say `<new>`. */
const UNSEEN_SHARE = 0.12;

/** A document as far as it is written. */
interface Draft {
  readonly exercise: Exercise;
  readonly memory: GrowingMemory;
  readonly tokens: Token[];
  readonly mask: number[];
  /** Grows by the services that layers declare. */
  catalogue: Catalogue;
}

export function writeDocument(exercise: Exercise, random: Random): TrainingDocument {
  const memory = createMemory();
  for (const other of exercise.others) memory.add(other);
  const layers = layersOf(exercise.target);
  const first = random.next() < 0.5 ? 0 : random.below(layers.length);
  const written = layers.slice(0, first);
  for (const { path, calls } of written) memory.addLayer(path, calls);
  const catalogue = trainingCatalogue(exercise, memory, random);
  const draft: Draft = { exercise, memory, catalogue, tokens: [], mask: [] };
  append(
    draft,
    catalogue.head,
    catalogue.head.map(() => 0),
  );
  for (const layer of layers.slice(first)) {
    writeLayer(draft, layer, random);
    memory.addLayer(layer.path, layer.calls);
  }
  return exercise.disguised ? { tokens: disguise(draft.tokens, random), mask: draft.mask } : draft;
}

function writeLayer(draft: Draft, layer: PlacedLayer, random: Random): void {
  const { catalogue, memory } = draft;
  const { named } = draft.exercise;
  const conditions = chooseConditions(draft, layer, random);
  const hints = random.next() < 0.1 ? [] : findHints(memory, { path: layer.path, before: [] });
  const prompt = encodePrompt(catalogue, layer.path, conditions, hints, named);
  const answer = encodeStructure(catalogue, layer.calls, named);
  const timed = layer.calls.every((call) => call.duration !== undefined);
  const times = timed ? encodeTimes(layer.calls) : [];
  const length = draft.tokens.length + prompt.length + answer.length + times.length;
  if (length > MAX_DOCUMENT_TOKENS) return;
  append(
    draft,
    prompt,
    prompt.map(() => 0),
  );
  append(draft, answer, predictedTokens(answer, named));
  append(
    draft,
    times,
    times.map((token) => (token === mark.times ? 0 : 1)),
  );
  draft.catalogue = declareServices(catalogue, layer.calls, named);
}

function append(draft: Draft, tokens: readonly Token[], mask: readonly number[]): void {
  draft.tokens.push(...tokens);
  draft.mask.push(...mask);
}

/** Each condition is told only now and then, so that the model works with and without it. */
function chooseConditions(
  { catalogue, exercise: { habits } }: Draft,
  layer: PlacedLayer,
  random: Random,
): LayerConditions {
  const time = layer.path.at(-1)?.duration;
  const absent = random.next() < 0.15 ? absentTypes(layer.calls) : [];
  const known = layer.calls.filter(({ service }) => catalogue.referenceOf(service) !== undefined);
  return {
    ...(random.next() < 0.5 ? { calls: countCalls(layer.calls) } : {}),
    ...(random.next() < 0.5 ? { depth: depthOf(layer.calls) } : {}),
    ...(time !== undefined && random.next() < 0.6 ? { time } : {}),
    ...(random.next() < 0.5 && habits.isSlow(layer) ? { slow: true } : {}),
    ...(random.next() < 0.5 && habits.isRare(layer) ? { rare: true } : {}),
    ...(known.length > 0 && random.next() < 0.08 ? { include: [pick(random, known).service] } : {}),
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
  const { target, others, distractors, named, workspaceOnly } = exercise;
  const fromWorkspace = (entry: CatalogueEntry) => memory.callee(entry.service) !== undefined;
  const known = new Map(
    [
      ...entriesOf([target], named).filter(
        (entry) => fromWorkspace(entry) || (!workspaceOnly && random.next() >= UNSEEN_SHARE),
      ),
      ...entriesOf(others, named),
      ...(workspaceOnly ? [] : distractors),
    ].map((entry) => [entry.service, entry]),
  );
  const entries = shuffled(random, [...known.values()]).slice(0, MAX_SERVICES);
  const references = Array.from({ length: MAX_SERVICES }, (_, index) => index);
  return createCatalogue(entries, shuffled(random, references));
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
