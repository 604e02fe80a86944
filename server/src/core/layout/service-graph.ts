import { type FlatTrace, isCallOrSpan, type Step, TRACE } from '../schedule/flat-trace.ts';
import { calleeOf } from '../schedule/pattern.ts';
import type { Call, Span } from '../spec/spec.ts';
import type { GraphEdge, GraphNode, Row } from './preview-model.ts';

/** Who calls whom, without any geometry; in order of first mention. */
export interface ServiceGraph {
  readonly nodes: readonly PlainNode[];
  readonly edges: readonly PlainEdge[];
}

export type PlainNode = Pick<GraphNode, 'id' | 'service' | 'kind' | 'calls' | 'violations' | 'rows'>;
export type PlainEdge = Pick<GraphEdge, 'from' | 'to' | 'type' | 'count' | 'error'>;

/** The services of a trace as nodes, its calls as edges; a `...` is a node of its own below its caller. */
export function serviceGraphOf(flat: FlatTrace, rows: readonly Row[]): ServiceGraph {
  const graph = new GraphBuilder();
  const senders = sendersByReceiver(flat);
  const nodeIds: string[] = [];
  for (const [index, step] of flat.steps.entries()) {
    const caller = nodeIds[flat.caller[index] ?? TRACE];
    if (!isCallOrSpan(step) && step.kind !== 'subtree-hole') continue;
    const row = rows[index];
    if (row === undefined) continue;
    const id = nodeIdOf(step, caller);
    nodeIds[index] = id;
    graph.mention(id, step, row, index);
    const from = senders.get(index);
    const sender = from === undefined ? caller : nodeIds[from];
    if (isEdge(step, sender, id)) graph.call(sender ?? graph.user(), id, row);
    else if (sender !== undefined && sender !== id) graph.call(sender, id, row);
  }
  return graph.result();
}

const USER = 'user';

function nodeIdOf(step: Step, caller: string | undefined): string {
  const service = isCallOrSpan(step) ? calleeOf(step) : undefined;
  return service === undefined ? `?${caller ?? ''}` : `=${service}`;
}

/** Work inside a service is no call, nor is one span's child in the same service; a first span may have no caller. */
function isEdge(step: Step, from: string | undefined, to: string): boolean {
  if (step.kind === 'call') return step.type !== 'in';
  if (step.kind === 'span') return from === undefined ? step.spanKind === 'server' : from !== to;
  return true;
}

/** For each receiver, the step that has sent what it receives, where a label says so. */
function sendersByReceiver(flat: FlatTrace): ReadonlyMap<number, number> {
  const labelled = new Map<string, number>();
  for (const [index, step] of flat.steps.entries()) {
    if (isCallOrSpan(step) && step.modifiers.label && sends(step))
      labelled.set(step.modifiers.label.value, index);
  }
  const senders = new Map<number, number>();
  for (const { statement, owner } of flat.remarks) {
    const receiver = flat.steps[owner];
    if (statement.kind !== 'link' || receiver === undefined || !isCallOrSpan(receiver) || !receives(receiver))
      continue;
    const sender = labelled.get(statement.target.value);
    if (sender !== undefined && sender < owner) senders.set(owner, sender);
  }
  return senders;
}

function sends(step: Call | Span): boolean {
  return step.kind === 'call' ? step.type === 'send' : step.spanKind === 'producer';
}

function receives(step: Call | Span): boolean {
  return step.kind === 'call' ? step.type === 'recv' : step.spanKind === 'consumer';
}

interface Gathered {
  readonly id: string;
  readonly service: string;
  kind: GraphNode['kind'];
  calls: number;
  violations: number;
  readonly rows: number[];
}

interface GatheredEdge {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  count: number;
  error: boolean;
}

class GraphBuilder {
  readonly #nodes = new Map<string, Gathered>();
  readonly #edges = new Map<string, GatheredEdge>();

  /** The one who makes the first call; there only if somebody does. */
  user(): string {
    this.#node(USER, '', 'user');
    return USER;
  }

  mention(id: string, step: Step, row: Row, index: number): void {
    const node = this.#node(id, row.service, kindOf(step));
    if (node.kind !== 'hole' && node.kind !== kindOf(step)) node.kind = 'service';
    node.rows.push(index);
    node.violations += row.violations.length;
  }

  call(from: string, to: string, row: Row): void {
    const caller = this.#nodes.get(from);
    const callee = this.#nodes.get(to);
    // Whoever calls is no mere store, whatever it is called with.
    if (caller !== undefined && caller.kind === 'store') caller.kind = 'service';
    if (callee !== undefined) callee.calls += row.repeat;
    const key = JSON.stringify([from, to, row.type]);
    const edge = this.#edges.get(key) ?? { from, to, type: row.type, count: 0, error: false };
    this.#edges.set(key, edge);
    edge.count += row.repeat;
    edge.error ||= row.status === 'error';
  }

  result(): ServiceGraph {
    return { nodes: [...this.#nodes.values()], edges: [...this.#edges.values()] };
  }

  #node(id: string, service: string, kind: GraphNode['kind']): Gathered {
    const node = this.#nodes.get(id) ?? { id, service, kind, calls: 0, violations: 0, rows: [] };
    this.#nodes.set(id, node);
    return node;
  }
}

function kindOf(step: Step): GraphNode['kind'] {
  if (!isCallOrSpan(step) || calleeOf(step) === undefined) return 'hole';
  if (step.kind === 'span') return 'service';
  if (step.type === 'send') return 'queue';
  return step.type === 'db' || step.type === 'cache' ? 'store' : 'service';
}
