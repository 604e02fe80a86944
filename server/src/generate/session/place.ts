import type { Call, Spec, Statement, TraceItem } from '../../core/spec/spec.ts';

/** Where in a trace calls may be inserted: between the statements of one body. */
export interface Place {
  readonly trace: TraceItem;
  /** Statements around the place, from the trace's own down; the last one's body is where calls go. */
  readonly path: readonly Statement[];
  readonly body: readonly Statement[];
  /** Statements of `body` that stand before the place. */
  readonly index: number;
}

/** The body that holds `offset`, or undefined outside of a trace or where no calls may stand. */
export function placeAt(spec: Spec, offset: number): Place | undefined {
  const trace = spec.items.findLast((item) => item.range.start < offset);
  if (trace?.kind !== 'trace' || trace.exact || trace.muted || !isInside(trace, offset)) return undefined;
  const path: Statement[] = [];
  let body: readonly Statement[] = trace.body;
  for (let inner = holding(body, offset); inner; inner = holding(body, offset)) {
    if (inner.muted) return undefined;
    path.push(inner);
    body = bodyOf(inner);
  }
  const last = path.at(-1);
  if (last && !TAKES_CALLS.has(last.kind)) return undefined;
  return { trace, path, body, index: body.filter((statement) => statement.range.end <= offset).length };
}

/** A call of a text, and the place right before it. */
export interface CallPlace {
  readonly call: Call;
  readonly place: Place;
}

/** The call whose type or callee stands at `offset`. */
export function callAt(spec: Spec, offset: number): CallPlace | undefined {
  const trace = spec.items.findLast((item) => item.range.start <= offset);
  if (trace?.kind !== 'trace' || trace.exact || trace.muted) return undefined;
  const path: Statement[] = [];
  let body: readonly Statement[] = trace.body;
  for (let inner = holding(body, offset); inner; inner = holding(body, offset)) {
    if (inner.muted) return undefined;
    path.push(inner);
    body = bodyOf(inner);
  }
  const index = body.findIndex((statement) => statement.kind === 'call' && isHead(statement, offset));
  const call = body[index];
  return call?.kind === 'call' && !call.muted ? { call, place: { trace, path, body, index } } : undefined;
}

function isHead({ typeRange, callee }: Call, offset: number): boolean {
  return typeRange.start <= offset && offset <= callee.range.end;
}

/** The calls around a place, entry call first: `par`, `choose` and the like are no calls. */
export function callersOf(place: Place): Call[] {
  return place.path.filter((statement) => statement.kind === 'call');
}

/** Statements whose body holds the next call's siblings. */
const TAKES_CALLS: ReadonlySet<Statement['kind']> = new Set([
  'call',
  'par',
  'repeat',
  'alternative',
  'on-error',
]);

export function bodyOf(statement: Statement): readonly Statement[] {
  return 'body' in statement ? (statement.body as readonly Statement[]) : [];
}

function holding(body: readonly Statement[], offset: number): Statement | undefined {
  const last = body.findLast((statement) => statement.range.start < offset);
  return last && isInside(last, offset) ? last : undefined;
}

/** Behind the `{` and before the `}`; an unclosed body goes on until something else begins. */
function isInside(node: TraceItem | Statement, offset: number): boolean {
  const range = 'bodyRange' in node ? node.bodyRange : undefined;
  if (range === undefined) return node.kind === 'alternative' && offset < node.range.end;
  if (offset <= range.start) return false;
  return offset < range.end || (node.unclosed === true && range.end > range.start);
}
