import type { CallType } from '../core/spec/spec.ts';
import type { Nanoseconds } from '../core/spec/value.ts';

/**
 * A call as generation sees it: concrete, without a place in a text. A *layer* is the list of calls that one call
 * makes, in order of their starts (PAPER: TraceLLM).
 */
export interface CallNode {
  readonly type: CallType;
  readonly service: string;
  /** Absent where the source knows none. */
  readonly operation?: string;
  /** The call is made this often, one after another; at least 1. */
  readonly repeat: number;
  /** Absent where the source has no times. */
  readonly duration?: Nanoseconds;
  /** Starts before the call ahead of it in the layer has ended. */
  readonly overlaps: boolean;
  readonly children: readonly CallNode[];
}

/** Calls in `layer` and below it, repeats counted. Iterative: imported traces may be deep. */
export function countCalls(layer: readonly CallNode[]): number {
  let count = 0;
  const open = [...layer];
  for (let node = open.pop(); node; node = open.pop()) {
    count += node.repeat;
    open.push(...node.children);
  }
  return count;
}

/** Levels of calls in `layer`: 0 for none, 1 where all are leaves. */
export function depthOf(layer: readonly CallNode[]): number {
  let depth = 0;
  for (let level = layer; level.length > 0; level = level.flatMap((node) => node.children)) depth++;
  return depth;
}

/** A layer with the call that makes it; `path` runs from the entry call down to that caller (empty for the root layer). */
export interface PlacedLayer {
  readonly path: readonly CallNode[];
  readonly calls: readonly CallNode[];
}

/** All non-empty layers below and with `root`, depth first, in the order in which the model writes them. */
export function layersOf(root: readonly CallNode[]): PlacedLayer[] {
  const layers: PlacedLayer[] = [];
  const open: PlacedLayer[] = [{ path: [], calls: root }];
  for (let layer = open.pop(); layer; layer = open.pop()) {
    if (layer.calls.length === 0) continue;
    layers.push(layer);
    for (const call of [...layer.calls].reverse())
      open.push({ path: [...layer.path, call], calls: call.children });
  }
  return layers;
}

/** Every call of a trace, in the order in which the model writes them. */
export function callsOf(root: readonly CallNode[]): CallNode[] {
  return layersOf(root).flatMap(({ calls }) => calls);
}
