import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import type { CallNode } from '../call-node.ts';
import { COUNT_BUCKETS, countRange, DEPTH_BUCKETS, TIME_BUCKETS, timeRange } from '../codec/buckets.ts';
import { encodePrompt, encodeStructure, encodeTimes } from '../codec/layer.ts';
import {
  callsBucketOf,
  callsToken,
  depthBucketOf,
  depthToken,
  mark,
  serviceToken,
  timeToken,
  typeToken,
} from '../codec/vocabulary.ts';
import { sharesOf } from '../decoder/choose.ts';
import type { LanguageModel, ScoringModel, Token } from '../language-model.ts';
import { findHints } from '../memory/memory.ts';
import { END, type Event, eventOf, type LayerContext } from '../memory/next-call.ts';
import type { Distribution } from '../mixture/mixture.ts';
import type { Knowledge } from './cases.ts';

/** A place in a layer whose calls before are known with all that is below them. */
export interface WrittenContext extends LayerContext {
  readonly before: readonly CallNode[];
}

/** Types below this share are not asked for their callees. */
const NEGLIGIBLE = 0.005;

/** How likely the model finds each next event, asked as ghost text asks: nothing is known of the layer but its place. */
export async function modelsNextEvent(
  model: LanguageModel,
  knowledge: Knowledge,
  context: WrittenContext,
): Promise<Distribution> {
  const sequence = [...layerPrompt(knowledge, context), ...encodedBefore(knowledge, context)];
  const callees = calleesByType(knowledge);
  const types = [...callees.keys()];
  const ends = context.before.length > 0;
  const first = [...(ends ? [mark.end] : []), ...types.map((type) => typeToken[type])];
  const [end, ...shares] = sharesOf(await model.score(sequence, first));
  const typeShares = ends ? shares : [end ?? 0, ...shares];
  const events = new Map<Event, number>(ends ? [[END, end ?? 0]] : []);
  for (const [index, type] of types.entries()) {
    const share = typeShares[index] ?? 0;
    if (share < NEGLIGIBLE) continue;
    const services = callees.get(type) ?? [];
    const tokens = services.map((service) => referenceToken(knowledge, service));
    const scores = sharesOf(await model.score([...sequence, typeToken[type]], tokens));
    for (const [at, service] of services.entries())
      events.set(eventOf({ type, service }), share * (scores[at] ?? 0));
  }
  return events;
}

/** `call` with as many calls below it as the model finds likeliest; which calls they are is left open. */
export async function modelsSubtree(
  model: LanguageModel,
  knowledge: Knowledge,
  context: WrittenContext,
  call: CallNode,
): Promise<CallNode> {
  const sequence = [
    ...layerPrompt(knowledge, context),
    ...encodedBefore(knowledge, { ...context, before: [...context.before, call] }),
  ].slice(0, -1);
  const counts = Array.from({ length: COUNT_BUCKETS - 2 }, (_, bucket) => callsToken(bucket + 1));
  const count = await likeliest(model, sequence, [mark.leaf, ...counts]);
  if (count === mark.leaf) return call;
  const depths = Array.from({ length: DEPTH_BUCKETS - 2 }, (_, bucket) => depthToken(bucket + 1));
  const depth = depthBucketOf(await likeliest(model, [...sequence, count], depths));
  return { ...call, children: unknownCalls(countRange(callsBucketOf(count)).low, depth) };
}

async function likeliest(
  model: LanguageModel,
  sequence: readonly Token[],
  candidates: readonly Token[],
): Promise<Token> {
  const scores = await model.score(sequence, candidates);
  return candidates[scores.indexOf(Math.max(...scores))] ?? mark.leaf;
}

/** A chain of `depth` calls with leaves beside its first one, `count` in all. */
function unknownCalls(count: number, depth: number): CallNode[] {
  const leaf = { type: 'call', service: '', repeat: 1, overlaps: false, children: [] } as const;
  let chain: CallNode[] = [];
  for (let level = 0; level < depth; level++) chain = [{ ...leaf, children: chain }];
  return [...chain, ...Array.from({ length: Math.max(0, count - depth) }, () => leaf)];
}

/** Natural logarithm of the likelihood of each of `layers`, which share their first `from` calls, from there to the end. */
export async function likelihoods(
  model: ScoringModel,
  knowledge: Knowledge,
  context: WrittenContext,
  layers: readonly (readonly CallNode[])[],
): Promise<number[]> {
  const before = encodedBefore(knowledge, context);
  const prefix = [...layerPrompt(knowledge, context), ...before];
  const texts = layers.map((layer) => encodeStructure(knowledge.catalogue, layer).slice(before.length));
  const scores = await model.scoreContinuations(prefix, texts);
  return scores.map((tokens) => tokens.reduce((sum, score) => sum + score, 0));
}

/** The likeliest duration of the call at `index` of a layer whose structure and earlier times are known. */
export async function modelsDuration(
  model: LanguageModel,
  knowledge: Knowledge,
  context: WrittenContext,
  layer: readonly CallNode[],
): Promise<Nanoseconds> {
  const index = context.before.length;
  const times = encodeTimes(layer.slice(0, index));
  const overlaps = layer[index]?.overlaps ? mark.overlaps : mark.follows;
  const sequence = [
    ...layerPrompt(knowledge, context),
    ...encodeStructure(knowledge.catalogue, layer),
    ...times,
    overlaps,
  ];
  const buckets = Array.from({ length: TIME_BUCKETS }, (_, bucket) => bucket);
  const shares = sharesOf(await model.score(sequence, buckets.map(timeToken)));
  return bucketMedian(shares);
}

/** The middle of the bucket in which half of the probability is reached. */
function bucketMedian(shares: readonly number[]): Nanoseconds {
  let below = 0;
  const bucket = shares.findIndex((share) => {
    below += share;
    return below >= 0.5;
  });
  const { low, high } = timeRange(Math.max(0, bucket));
  return bucket <= 0 ? 0 : Math.sqrt(low * high);
}

function layerPrompt({ catalogue, memory }: Knowledge, { path, before }: WrittenContext): Token[] {
  const time = path.at(-1)?.duration;
  const conditions = time === undefined ? {} : { time };
  return [...catalogue.head, ...encodePrompt(catalogue, path, conditions, findHints(memory, path, before))];
}

const encodedBefore = ({ catalogue }: Knowledge, { before }: WrittenContext): Token[] =>
  encodeStructure(catalogue, before).slice(0, -1);

/** Every service under the types it may be called by: as the catalogue says, and as it was seen. */
export function calleesByType({ catalogue, memory }: Knowledge): Map<CallType, string[]> {
  const callees = new Map<CallType, string[]>();
  for (const { service, type } of catalogue.entries) {
    const types = new Set([type, ...(memory.services.get(service)?.types.keys() ?? [])]);
    for (const each of types) callees.set(each, [...(callees.get(each) ?? []), service]);
  }
  return callees;
}

function referenceToken({ catalogue }: Knowledge, service: string): Token {
  const reference = catalogue.referenceOf(service);
  return reference === undefined ? mark.new : serviceToken(reference);
}
