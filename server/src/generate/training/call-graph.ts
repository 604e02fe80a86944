import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';

/** One line of a call-graph file (JSON Lines): calls between services, times in milliseconds from the trace's start. */
export interface CallGraph {
  readonly service: string;
  readonly source: string;
  /** Requests that had this very graph. */
  readonly count: number;
  readonly roots: readonly CallNode[];
}

interface Edge {
  readonly id: string;
  readonly parent: string | null;
  readonly callee: string;
  readonly type: string;
  readonly start_ms: number | null;
  readonly finish_ms: number | null;
  readonly weight?: number;
  readonly interface?: string;
}

const TYPES: Readonly<Record<string, CallType>> = {
  http: 'http',
  rpc: 'rpc',
  mc: 'cache',
  db: 'db',
  mq: 'recv',
  userDefined: 'call',
};

/** Deeper or larger graphs are recording errors. */
const MAX_EDGES = 20_000;

/** Reads one line; undefined where it is no usable call graph. */
export function readCallGraph(line: string): CallGraph | undefined {
  const graph: unknown = JSON.parse(line);
  if (!isRecord(graph) || graph['usable'] === false || !Array.isArray(graph['edges'])) return undefined;
  const edges = graph['edges'].filter(isEdge);
  if (edges.length === 0 || edges.length > MAX_EDGES) return undefined;
  return {
    service: String(graph['service'] ?? ''),
    source: String(graph['source'] ?? ''),
    count: typeof graph['count'] === 'number' ? graph['count'] : 1,
    roots: nest(edges),
  };
}

/** Children are made before their parents, so that no recursion depends on the depth of a file. */
function nest(edges: readonly Edge[]): CallNode[] {
  const below = new Map<string | null, Edge[]>();
  for (const edge of edges) below.set(edge.parent, [...(below.get(edge.parent) ?? []), edge]);
  const order: Edge[] = [];
  const seen = new Set<string>();
  const open = [...(below.get(null) ?? [])];
  for (let edge = open.pop(); edge; edge = open.pop()) {
    if (seen.has(edge.id)) continue;
    seen.add(edge.id);
    order.push(edge);
    open.push(...(below.get(edge.id) ?? []));
  }
  const layers = new Map<string, CallNode[]>();
  for (const edge of order.reverse()) layers.set(edge.id, toLayer(below.get(edge.id) ?? [], layers));
  return toLayer(below.get(null) ?? [], layers);
}

function toLayer(edges: readonly Edge[], layers: ReadonlyMap<string, CallNode[]>): CallNode[] {
  const inOrder = [...edges].sort((a, b) => (a.start_ms ?? 0) - (b.start_ms ?? 0));
  let latestEnd = Number.NEGATIVE_INFINITY;
  return inOrder.map((edge) => {
    const overlaps = edge.start_ms !== null && edge.start_ms < latestEnd;
    latestEnd = Math.max(latestEnd, edge.finish_ms ?? Number.NEGATIVE_INFINITY);
    return toCall(edge, overlaps, layers.get(edge.id) ?? []);
  });
}

function toCall(edge: Edge, overlaps: boolean, children: readonly CallNode[]): CallNode {
  const timed = edge.start_ms !== null && edge.finish_ms !== null;
  return {
    type: TYPES[edge.type] ?? 'call',
    service: edge.callee,
    ...(edge.interface === undefined ? {} : { operation: edge.interface }),
    repeat: Math.max(1, edge.weight ?? 1),
    ...(timed
      ? { duration: Math.round(Math.max(0, (edge.finish_ms ?? 0) - (edge.start_ms ?? 0)) * 1e6) }
      : {}),
    overlaps,
    children,
  };
}

function isEdge(value: unknown): value is Edge {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['callee'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
