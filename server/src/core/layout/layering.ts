/** A directed graph over the nodes `0 … size-1`, without arcs from a node to itself. */
export interface Digraph {
  readonly size: number;
  readonly arcs: readonly (readonly [number, number])[];
}

/** The layer of each node, and which arcs had to be turned round so that all lead to higher layers. */
export interface Layering {
  readonly layer: Int32Array;
  readonly turned: Uint8Array;
}

/**
 * Longest-path layering: a node lies one layer behind the last of those that lead to it. Arcs that close a cycle, as
 * seen from the nodes in their given order, are turned.
 */
export function layered(graph: Digraph): Layering {
  const { order, turned } = new DepthFirst(graph).run();
  const into: number[][] = Array.from({ length: graph.size }, () => []);
  for (const [index, [from, to]] of graph.arcs.entries()) {
    if (turned[index] === 1) into[from]?.push(to);
    else into[to]?.push(from);
  }
  const layer = new Int32Array(graph.size);
  for (const node of order) {
    for (const from of into[node] ?? []) layer[node] = Math.max(layer[node] ?? 0, (layer[from] ?? 0) + 1);
  }
  return { layer, turned };
}

const UNSEEN = 0;
const OPEN = 1;
const DONE = 2;

/** Depth-first search with a stack of its own. */
class DepthFirst {
  readonly #graph: Digraph;
  readonly #out: readonly number[][];
  readonly #state: Uint8Array;
  readonly #next: Int32Array;
  readonly #turned: Uint8Array;
  readonly #left: number[] = [];

  constructor(graph: Digraph) {
    this.#graph = graph;
    this.#out = Array.from({ length: graph.size }, () => []);
    for (const [index, [from]] of graph.arcs.entries()) this.#out[from]?.push(index);
    this.#state = new Uint8Array(graph.size);
    this.#next = new Int32Array(graph.size);
    this.#turned = new Uint8Array(graph.arcs.length);
  }

  /** Nodes in reverse order of leaving them: topological once the arcs back to open nodes are turned. */
  run(): { readonly order: readonly number[]; readonly turned: Uint8Array } {
    for (let root = 0; root < this.#graph.size; root++) if (this.#state[root] === UNSEEN) this.#visit(root);
    return { order: this.#left.reverse(), turned: this.#turned };
  }

  #visit(root: number): void {
    const path = [root];
    this.#state[root] = OPEN;
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const child = this.#advance(node);
      if (child === undefined) {
        this.#state[node] = DONE;
        this.#left.push(node);
        path.pop();
      } else if (this.#state[child] === UNSEEN) {
        this.#state[child] = OPEN;
        path.push(child);
      }
    }
  }

  /** Where the next arc of `node` leads; arcs back to open nodes are turned on the way. */
  #advance(node: number): number | undefined {
    const position = this.#next[node] ?? 0;
    const arc = this.#out[node]?.[position];
    if (arc === undefined) return undefined;
    this.#next[node] = position + 1;
    const to = this.#graph.arcs[arc]?.[1] ?? node;
    if (this.#state[to] === OPEN) this.#turned[arc] = 1;
    return to;
  }
}
