import { CALL_TYPES, type CallType } from '../../server/src/core/spec/spec.ts';
import { type CallNode, layersOf } from '../../server/src/generate/call-node.ts';
import { REPEAT_BUCKETS, repeatCount } from '../../server/src/generate/codec/buckets.ts';
import { createCatalogue } from '../../server/src/generate/codec/catalogue.ts';
import { declareServices, encodeStructure, encodeTimes } from '../../server/src/generate/codec/layer.ts';
import {
  mark,
  repeatBucketOf,
  serviceOf,
  timeBucketOf,
  typeToken,
} from '../../server/src/generate/codec/vocabulary.ts';
import type { Token } from '../../server/src/generate/language-model.ts';

/** A call as the codec tells it: its duration is a bucket. */
export interface ReadCall {
  readonly type: CallType;
  readonly service: string;
  readonly repeat: number;
  readonly overlaps: boolean;
  readonly timeBucket: number;
  readonly children: readonly ReadCall[];
}

interface ReadHead {
  readonly type: CallType;
  readonly reference: number;
  readonly repeat: number;
  readonly isLeaf: boolean;
}

/**
 * Writes the layers of a graph as tokens, and makes a graph of nothing but these tokens and the names of the services
 * in the order of their references.
 */
export function writeAndRead(roots: readonly CallNode[]): readonly ReadCall[] {
  let catalogue = createCatalogue([]);
  const texts: Token[][] = [];
  for (const { calls } of layersOf(roots)) {
    texts.push([...encodeStructure(catalogue, calls), ...encodeTimes(calls)]);
    catalogue = declareServices(catalogue, calls);
  }
  const layers = texts.values();
  const nextLayer = (): ReadCall[] =>
    readLayer(layers.next().value ?? []).map(({ reference, isLeaf, ...call }) => ({
      ...call,
      service: catalogue.serviceAt(reference) ?? '',
      children: isLeaf ? [] : nextLayer(),
    }));
  return nextLayer();
}

function readLayer(tokens: readonly Token[]) {
  const end = tokens.indexOf(mark.end);
  const times = tokens.slice(end + 2);
  return readStructure(tokens.slice(0, end)).map((head, index) => ({
    ...head,
    overlaps: times[2 * index] === mark.overlaps,
    timeBucket: timeBucketOf(times[2 * index + 1] ?? 0),
  }));
}

function readStructure(tokens: readonly Token[]): ReadHead[] {
  const structure = tokens.values();
  const calls: ReadHead[] = [];
  for (const token of structure) {
    const type = CALL_TYPES.find((each) => typeToken[each] === token) ?? 'call';
    const reference = readReference(structure);
    const size = nextOf(structure);
    const isRepeat = repeatBucketOf(size) >= 0 && repeatBucketOf(size) < REPEAT_BUCKETS;
    const isLeaf = (isRepeat ? nextOf(structure) : size) === mark.leaf;
    // The depth behind the number of calls: the layers below tell both.
    if (!isLeaf) nextOf(structure);
    calls.push({ type, reference, repeat: isRepeat ? repeatCount(repeatBucketOf(size)) : 1, isLeaf });
  }
  return calls;
}

function readReference(structure: Iterator<Token>): number {
  const token = nextOf(structure);
  if (token !== mark.new) return serviceOf(token);
  const reference = serviceOf(nextOf(structure));
  while (nextOf(structure) !== mark['service-end']);
  return reference;
}

const nextOf = (tokens: Iterator<Token>): Token => tokens.next().value ?? mark['service-end'];
