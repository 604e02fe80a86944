/** Nodes in layers, with the neighbours of each in the layers just before and just behind. */
export interface LayeredGraph {
  readonly layers: number[][];
  readonly before: readonly (readonly number[])[];
  readonly behind: readonly (readonly number[])[];
}

/** Each sweep costs the number of arcs; crossings hardly fall any more after these. */
const SWEEPS = 4;

/** Orders each layer by the mean position of its neighbours, to and fro, so that few arcs cross. Changes `layers`. */
export function orderLayers({ layers, before, behind }: LayeredGraph): void {
  const position = new Float64Array(before.length);
  for (const layer of layers) number(layer, position);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of layers) reorder(layer, before, position);
    for (const layer of layers.toReversed()) reorder(layer, behind, position);
  }
}

/** How nodes stand below each other: `height` by node, `gap` between two of a layer. */
export interface Spacing {
  readonly height: (node: number) => number;
  readonly gap: number;
}

/** The top of each node, least 0: near the middle of its neighbours, never above the node before it in its layer. */
export function placeNodes(graph: LayeredGraph, spacing: Spacing): Float64Array {
  const { layers, before, behind } = graph;
  const middle = new Float64Array(before.length);
  for (const layer of layers) settle(layer, (node) => middle[node] ?? 0, middle, spacing);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const [path, neighbours] = sweep % 2 === 0 ? [layers, before] : [layers.toReversed(), behind];
    for (const layer of path) {
      settle(layer, (node) => meanOf(neighbours[node], middle) ?? middle[node] ?? 0, middle, spacing);
    }
  }
  const tops = middle.map((value, node) => value - spacing.height(node) / 2);
  const least = tops.reduce((low, top) => Math.min(low, top), Number.POSITIVE_INFINITY);
  return tops.map((top) => top - least);
}

function number(layer: readonly number[], position: Float64Array): void {
  for (const [rank, node] of layer.entries()) position[node] = rank;
}

function reorder(layer: number[], neighbours: LayeredGraph['before'], position: Float64Array): void {
  const wanted = new Map(
    layer.map((node) => [node, meanOf(neighbours[node], position) ?? position[node] ?? 0]),
  );
  layer.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
  number(layer, position);
}

/** Sets the middles of a layer's nodes as near to `wanted` as their order and the gaps allow, on average right. */
function settle(
  layer: readonly number[],
  wanted: (node: number) => number,
  middle: Float64Array,
  { height, gap }: Spacing,
): void {
  let free = Number.NEGATIVE_INFINITY;
  let drift = 0;
  const set = layer.map((node) => {
    const half = height(node) / 2;
    const goal = wanted(node);
    const at = Math.max(goal, free + half);
    free = at + half + gap;
    drift += at - goal;
    return at;
  });
  const shift = layer.length === 0 ? 0 : drift / layer.length;
  for (const [rank, node] of layer.entries()) middle[node] = (set[rank] ?? 0) - shift;
}

function meanOf(nodes: readonly number[] | undefined, value: Float64Array): number | undefined {
  if (nodes === undefined || nodes.length === 0) return undefined;
  return nodes.reduce((sum, node) => sum + (value[node] ?? 0), 0) / nodes.length;
}
