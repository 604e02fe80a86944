import type { Nanoseconds } from '../../core/spec/value.ts';
import type { CallNode } from '../call-node.ts';
import { COUNT_BUCKETS, countRange, DEPTH_BUCKETS, TIME_BUCKETS, timeRange } from '../codec/buckets.ts';
import { encodeStructure, encodeTimes } from '../codec/layer.ts';
import {
  callsBucketOf,
  callsToken,
  depthBucketOf,
  depthToken,
  mark,
  timeToken,
} from '../codec/vocabulary.ts';
import { sharesOf } from '../decoder/choose.ts';
import type { LanguageModel, Token } from '../language-model.ts';
import { encodedBefore, type Knowledge, layerPrompt, type WrittenContext } from '../scoring/knowledge.ts';

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
