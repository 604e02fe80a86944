import type { CallNode } from '../call-node.ts';
import type { Hint, Likeness } from '../codec/layer.ts';
import { ROOT_CALLER, type StoredLayer } from './evidence.ts';
import type { Memory } from './memory.ts';
import { distinctShapes } from './shapes.ts';

const MAX_HINTS = 3;
const MAX_OTHER_HINTS = 2;

/**
 * Up to three earlier layers most like the one that `path` ends in, the best last: those of the same caller and
 * operation, or, where there are none, of its other operations and of callers elsewhere that read alike.
 */
export function findHints(memory: Memory, path: readonly CallNode[], before: readonly CallNode[]): Hint[] {
  return mostLike(memory, path, before).map(({ layer, likeness }) => ({ likeness, calls: layer.calls }));
}

/** The same as they were seen, with their callers. */
export function layersLike(
  memory: Memory,
  path: readonly CallNode[],
  before: readonly CallNode[],
): StoredLayer[] {
  return mostLike(memory, path, before).map(({ layer }) => layer);
}

interface LikeLayer {
  readonly layer: StoredLayer;
  readonly likeness: Likeness;
}

function mostLike(memory: Memory, path: readonly CallNode[], before: readonly CallNode[]): LikeLayer[] {
  const caller = path.at(-1);
  const operation = caller?.operation ?? '';
  const own = memory.layersOfCaller(caller?.service ?? ROOT_CALLER);
  const same = own.filter((layer) => layer.operation === operation);
  const likest =
    same.length > 0
      ? withLikeness(ranked(same, before, MAX_HINTS), 'same')
      : [
          ...withLikeness(ranked(own, before, MAX_OTHER_HINTS), 'caller'),
          ...withLikeness(caller ? memory.mostAlike(caller).map(({ layer }) => layer) : [], 'other'),
        ];
  return likest.slice(0, MAX_HINTS).reverse();
}

function withLikeness(layers: readonly StoredLayer[], likeness: Likeness): LikeLayer[] {
  return layers.map((layer) => ({ layer, likeness }));
}

/** The layers that agree best with what is written, of equal ones the latest. */
function ranked(layers: readonly StoredLayer[], before: readonly CallNode[], most: number): StoredLayer[] {
  const latestFirst = layers.toReversed();
  const agreements = latestFirst.map((layer) => ({ layer, agreement: agreement(layer.calls, before) }));
  const best = before.length === 0 ? agreements : agreements.sort((a, b) => b.agreement - a.agreement);
  return distinctShapes(best, ({ layer }) => layer, most).map(({ layer }) => layer);
}

/** Share of the calls written so far that stand in the same place of `calls`. */
function agreement(calls: readonly CallNode[], before: readonly CallNode[]): number {
  if (before.length === 0) return 0;
  const same = before.filter(
    (call, index) => calls[index]?.service === call.service && calls[index]?.type === call.type,
  );
  return same.length / before.length;
}
