import type { CallNode } from '../call-node.ts';
import type { Hint, Likeness } from '../codec/layer.ts';
import { ROOT_CALLER, type StoredLayer } from './evidence.ts';
import type { Memory } from './memory.ts';
import type { LayerContext } from './next-call.ts';
import { distinctShapes } from './shapes.ts';

const MAX_HINTS = 3;
const MAX_OTHER_HINTS = 2;

/**
 * Up to three earlier layers most like the one that `path` ends in, the best last: those of the same caller and
 * operation, or, where there are none, of its other operations and of callers elsewhere that read alike.
 */
export function findHints(memory: Memory, wanted: LayerContext): Hint[] {
  return mostLike(memory, wanted).map(({ layer, likeness }) => ({ likeness, calls: layer.calls }));
}

/** The same as they were seen, with their callers. */
export function layersLike(memory: Memory, wanted: LayerContext): StoredLayer[] {
  return mostLike(memory, wanted).map(({ layer }) => layer);
}

interface LikeLayer {
  readonly layer: StoredLayer;
  readonly likeness: Likeness;
}

function mostLike(memory: Memory, wanted: LayerContext): LikeLayer[] {
  const caller = wanted.path.at(-1);
  const operation = caller?.operation ?? '';
  const own = memory.layersOfCaller(caller?.service ?? ROOT_CALLER);
  const same = own.filter((layer) => layer.operation === operation);
  const likest =
    same.length > 0
      ? withLikeness(ranked(same, wanted, MAX_HINTS), 'same')
      : [
          ...withLikeness(ranked(own, wanted, MAX_OTHER_HINTS), 'caller'),
          ...withLikeness(caller ? memory.mostAlike(caller).map(({ layer }) => layer) : [], 'other'),
        ];
  return likest.slice(0, MAX_HINTS).reverse();
}

function withLikeness(layers: readonly StoredLayer[], likeness: Likeness): LikeLayer[] {
  return layers.map((layer) => ({ layer, likeness }));
}

/** The layers that agree best with what is written, of equal ones those of the nearest size, then the latest. */
function ranked(layers: readonly StoredLayer[], wanted: LayerContext, most: number): StoredLayer[] {
  const latestFirst = layers.toReversed();
  const rated = latestFirst.map((layer) => ({
    layer,
    agreement: agreement(layer.calls, wanted.before),
    distance: distance(layer.size, wanted.size),
  }));
  const best = rated.sort((a, b) => b.agreement - a.agreement || a.distance - b.distance);
  return distinctShapes(best, ({ layer }) => layer, most).map(({ layer }) => layer);
}

/** How far one size is from another, in octaves; all are as far where it is open which is wanted. */
function distance(size: number | undefined, wanted: number | undefined): number {
  if (wanted === undefined) return 0;
  return size === undefined ? Number.MAX_VALUE : Math.abs(Math.log2(size / wanted));
}

/** Share of the calls written so far that stand in the same place of `calls`. */
function agreement(calls: readonly CallNode[], before: LayerContext['before']): number {
  if (before.length === 0) return 0;
  const same = before.filter(
    (call, index) => calls[index]?.service === call.service && calls[index]?.type === call.type,
  );
  return same.length / before.length;
}
