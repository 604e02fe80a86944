import type { Problems } from './problems.ts';
import type { RecordedSpan } from './span.ts';

/** A span in its place; mutable while a tree is put together, and read afterwards. */
export interface SpanNode {
  readonly span: RecordedSpan;
  readonly children: SpanNode[];
  parent: SpanNode | undefined;
  /** The span names a parent that the file does not hold. */
  missingParent: boolean;
  /** Worked out by `roleOf` on first use. */
  role?: Role;
}

/** The part a span plays in its trace; like its kind, guessed where no kind was recorded. */
export type Role = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

/** Spans by trace, both in the order of the file. */
export function groupByTrace(spans: Iterable<RecordedSpan>): ReadonlyMap<string, readonly RecordedSpan[]> {
  const traces = new Map<string, RecordedSpan[]>();
  for (const span of spans) {
    const trace = traces.get(span.traceId);
    if (trace === undefined) traces.set(span.traceId, [span]);
    else trace.push(span);
  }
  return traces;
}

/**
 * Hangs the spans of one trace below their parents. Whatever the ids say, every span is in exactly one tree: spans sent
 * twice are taken once, a missing parent makes a root, a circle of parents is cut at its earliest span.
 * @returns the roots
 */
export function buildTree(spans: readonly RecordedSpan[], problems: Problems): readonly SpanNode[] {
  const nodes = withoutRepeats(spans, problems).map(
    (span): SpanNode => ({ span, children: [], parent: undefined, missingParent: false }),
  );
  const index = indexOf(nodes);
  for (const node of nodes) {
    node.parent = parentOf(node, index);
    node.missingParent = node.parent === undefined && hasOtherParent(node);
  }
  cutCircles(nodes, problems);
  for (const node of nodes) node.parent?.children.push(node);
  return nodes.filter((node) => node.parent === undefined);
}

/** Exporters send again what was not acknowledged, so the same span may arrive twice. */
function withoutRepeats(spans: readonly RecordedSpan[], problems: Problems): readonly RecordedSpan[] {
  const seen = new Set<string>();
  return spans.filter((span) => {
    const identity = JSON.stringify([
      span.spanId,
      span.parentId,
      span.kind,
      span.resource.service,
      span.name,
      `${span.start}`,
      `${span.end}`,
    ]);
    const isNew = !seen.has(identity);
    if (isNew) seen.add(identity);
    else problems.count('repeated-span');
    return isNew;
  });
}

/** Several spans may share an id: Zipkin gives one to both sides of a call, and broken tracers repeat them. */
interface SpanIndex {
  readonly byId: ReadonlyMap<string, SpanNode>;
  readonly byIdAndService: ReadonlyMap<string, SpanNode>;
  readonly clients: ReadonlyMap<string, SpanNode>;
}

function indexOf(nodes: readonly SpanNode[]): SpanIndex {
  const byId = new Map<string, SpanNode>();
  const byIdAndService = new Map<string, SpanNode>();
  const clients = new Map<string, SpanNode>();
  for (const node of nodes) {
    const { spanId, kind, resource } = node.span;
    if (spanId === '') continue;
    setFirst(byId, spanId, node);
    setFirst(byIdAndService, pairKey(spanId, resource.service), node);
    if (kind === 'client') setFirst(clients, spanId, node);
  }
  return { byId, byIdAndService, clients };
}

function setFirst(map: Map<string, SpanNode>, key: string, node: SpanNode): void {
  if (!map.has(key)) map.set(key, node);
}

const pairKey = (id: string, service: string) => `${id} ${service}`;

function parentOf(node: SpanNode, index: SpanIndex): SpanNode | undefined {
  const { spanId, parentId, kind, resource } = node.span;
  const otherSide = kind === 'server' ? index.clients.get(spanId) : undefined;
  if (otherSide !== undefined) return otherSide;
  if (parentId === undefined) return undefined;
  const parent = index.byIdAndService.get(pairKey(parentId, resource.service)) ?? index.byId.get(parentId);
  return parent === node ? undefined : parent;
}

function hasOtherParent({ span }: SpanNode): boolean {
  return span.parentId !== undefined && span.parentId !== span.spanId;
}

/** Follows each chain of parents once. */
function cutCircles(nodes: readonly SpanNode[], problems: Problems): void {
  const visitedBy = new Map<SpanNode, SpanNode>();
  for (const start of nodes) {
    let node: SpanNode | undefined = start;
    while (node !== undefined && !visitedBy.has(node)) {
      visitedBy.set(node, start);
      node = node.parent;
    }
    if (node === undefined || visitedBy.get(node) !== start) continue;
    earliestOfCircle(node).parent = undefined;
    problems.count('parent-cycle');
  }
}

function earliestOfCircle(member: SpanNode): SpanNode {
  let earliest = member;
  for (let node = member.parent; node !== undefined && node !== member; node = node.parent) {
    if (node.span.start < earliest.span.start) earliest = node;
  }
  return earliest;
}
