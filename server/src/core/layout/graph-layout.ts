import { type Layering, layered } from './layering.ts';
import { type LayeredGraph, orderLayers, placeNodes } from './ordering.ts';
import { colorOf } from './palette.ts';
import type { CallGraph, GraphEdge, GraphNode } from './preview-model.ts';
import type { PlainEdge, ServiceGraph } from './service-graph.ts';

/** CSS pixels. */
const MARGIN = 16;
const NODE_HEIGHT = 36;
const BEND_HEIGHT = 12;
const NODE_GAP = 16;
const LAYER_GAP = 48;
const LETTER = 7.5;
const PADDING = 28;
const NARROWEST = 56;
const WIDEST = 260;
const LOOP = 18;

/** Arcs over many layers get a bend in each, which keeps them off the boxes; a graph of more bends is drawn straight. */
const MOST_BENDS = 20_000;

/** Lays the services out in layers from left to right. */
export function layoutGraph(graph: ServiceGraph): CallGraph {
  return new GraphLayout(graph).run();
}

type Point = readonly [number, number];

class GraphLayout {
  readonly #graph: ServiceGraph;
  readonly #indexById: ReadonlyMap<string, number>;
  /** The edges that lead from one box to another; the others are loops. */
  readonly #between: readonly PlainEdge[];
  readonly #layering: Layering;
  /** Layer by node, bends included, which come after the boxes. */
  readonly #layerOf: number[];
  /** By edge of `#between`, the bends on its way. */
  readonly #bends: number[][] = [];
  #left: readonly number[] = [];
  #tops: Float64Array = new Float64Array();

  constructor(graph: ServiceGraph) {
    this.#graph = graph;
    this.#indexById = new Map(graph.nodes.map((node, index) => [node.id, index]));
    this.#between = graph.edges.filter((edge) => edge.from !== edge.to);
    const arcs = this.#between.map((edge) => [this.#index(edge.from), this.#index(edge.to)] as const);
    this.#layering = layered({ size: graph.nodes.length, arcs });
    this.#layerOf = [...this.#layering.layer];
  }

  run(): CallGraph {
    const layers = this.#inLayers();
    orderLayers(layers);
    this.#tops = placeNodes(layers, { height: (node) => this.#height(node), gap: NODE_GAP });
    this.#left = this.#leftEdges(layers.layers);
    const nodes = this.#graph.nodes.map((node, index) => this.#placed(node, index));
    const rank = new Map(this.#between.map((edge, index) => [edge, index]));
    const edges = this.#graph.edges.map((edge) => ({
      ...edge,
      points: this.#pointsOf(edge, rank.get(edge), nodes),
    }));
    return { ...extent(nodes, edges), nodes, edges };
  }

  #index(id: string): number {
    return this.#indexById.get(id) ?? 0;
  }

  #height(node: number): number {
    return node < this.#graph.nodes.length ? NODE_HEIGHT : BEND_HEIGHT;
  }

  #inLayers(): LayeredGraph {
    const before: number[][] = this.#graph.nodes.map(() => []);
    const behind: number[][] = this.#graph.nodes.map(() => []);
    const bent = this.#countBends() <= MOST_BENDS;
    for (const [index, edge] of this.#between.entries()) {
      const bends = bent ? this.#bend(index, edge) : [];
      this.#bends[index] = bends;
      const [low, high] = this.#upwards(index, edge);
      const chain = [low, ...bends, high];
      for (const bend of bends) [before[bend], behind[bend]] = [[], []];
      for (const [rank, node] of chain.slice(1).entries()) {
        const previous = chain[rank] ?? low;
        before[node]?.push(previous);
        behind[previous]?.push(node);
      }
    }
    return { layers: grouped(this.#layerOf), before, behind };
  }

  /** The ends of an edge, the one in the lower layer first. */
  #upwards(index: number, edge: PlainEdge): readonly [number, number] {
    const [from, to] = [this.#index(edge.from), this.#index(edge.to)];
    return this.#layering.turned[index] === 1 ? [to, from] : [from, to];
  }

  #countBends(): number {
    return this.#between.reduce((sum, edge, index) => {
      const [low, high] = this.#upwards(index, edge);
      return sum + (this.#layerOf[high] ?? 0) - (this.#layerOf[low] ?? 0) - 1;
    }, 0);
  }

  #bend(index: number, edge: PlainEdge): number[] {
    const [low, high] = this.#upwards(index, edge);
    const bends: number[] = [];
    for (let layer = (this.#layerOf[low] ?? 0) + 1; layer < (this.#layerOf[high] ?? 0); layer++) {
      bends.push(this.#layerOf.push(layer) - 1);
    }
    return bends;
  }

  #leftEdges(layers: readonly (readonly number[])[]): readonly number[] {
    const left: number[] = [];
    let x = MARGIN;
    for (const layer of layers) {
      left.push(x);
      x += layer.reduce((widest, node) => Math.max(widest, this.#width(node)), NARROWEST) + LAYER_GAP;
    }
    return left;
  }

  #width(node: number): number {
    const service = this.#graph.nodes[node]?.service;
    return service === undefined
      ? 0
      : Math.min(WIDEST, Math.max(NARROWEST, service.length * LETTER + PADDING));
  }

  #placed(node: ServiceGraph['nodes'][number], index: number): GraphNode {
    return {
      ...node,
      x: this.#left[this.#layerOf[index] ?? 0] ?? MARGIN,
      y: MARGIN + LOOP + Math.round(this.#tops[index] ?? 0),
      width: this.#width(index),
      height: NODE_HEIGHT,
      color: colorOf(node.service),
    };
  }

  #pointsOf(edge: PlainEdge, index: number | undefined, nodes: readonly GraphNode[]): readonly Point[] {
    const from = nodes[this.#index(edge.from)];
    const to = nodes[this.#index(edge.to)];
    if (from === undefined || to === undefined) return [];
    if (index === undefined) return loopAt(from);
    const turned = this.#layering.turned[index] === 1;
    const bends = (this.#bends[index] ?? []).map((bend) => this.#bendPoint(bend));
    return turned ? [leftOf(from), ...bends.reverse(), rightOf(to)] : [rightOf(from), ...bends, leftOf(to)];
  }

  #bendPoint(bend: number): Point {
    const x = (this.#left[this.#layerOf[bend] ?? 0] ?? MARGIN) + NARROWEST / 2;
    return [x, MARGIN + LOOP + Math.round((this.#tops[bend] ?? 0) + BEND_HEIGHT / 2)];
  }
}

function grouped(layerOf: readonly number[]): number[][] {
  const count = layerOf.reduce((most, layer) => Math.max(most, layer + 1), 0);
  const layers: number[][] = Array.from({ length: count }, () => []);
  for (const [node, layer] of layerOf.entries()) layers[layer]?.push(node);
  return layers;
}

function rightOf({ x, y, width, height }: GraphNode): Point {
  return [x + width, y + height / 2];
}

function leftOf({ x, y, height }: GraphNode): Point {
  return [x, y + height / 2];
}

/** A call of a service by itself: out at the right side, back in from above. */
function loopAt({ x, y, width, height }: GraphNode): readonly Point[] {
  const side = x + width + LOOP;
  const above = y - LOOP;
  const back = x + width * 0.75;
  return [
    [x + width, y + height / 2],
    [side, y + height / 2],
    [side, above],
    [back, above],
    [back, y],
  ];
}

function extent(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): Pick<CallGraph, 'width' | 'height'> {
  let [width, height] = [0, 0];
  for (const node of nodes) {
    width = Math.max(width, node.x + node.width);
    height = Math.max(height, node.y + node.height);
  }
  for (const [x, y] of edges.flatMap((edge) => edge.points)) {
    width = Math.max(width, x);
    height = Math.max(height, y);
  }
  return { width: width + MARGIN, height: height + MARGIN };
}
