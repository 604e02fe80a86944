import { flattenTrace, isCallOrSpan, type Remark } from '../schedule/flat-trace.ts';
import { calleeOf, nameIn, operationOf } from '../schedule/pattern.ts';
import type { Call, CallPattern, CallType, Link, NeverClause, Span, Text, TraceItem } from '../spec/spec.ts';
import { patternsIn } from './patterns-in.ts';
import type { Mention } from './symbols.ts';

/** What one trace contributes to the symbols of a file; kept for as long as the trace does not change. */
export interface TraceSymbols {
  readonly uses: readonly ServiceUse[];
  /** Names given by `as`, in text order. */
  readonly labels: readonly Text[];
  readonly labelUses: readonly Text[];
  readonly links: readonly Owned<Link>[];
  readonly spanIds: readonly Owned<Text>[];
  /** `parent ID` of calls and spans, labels left out. */
  readonly parents: readonly Owned<Text>[];
  readonly traceIds: readonly Text[];
}

/** Something with the index of the step (in `FlatTrace.steps`) on or in which it stands. */
export interface Owned<T> {
  readonly what: T;
  readonly owner: number;
}

export interface ServiceUse {
  /** As written: a service's name or an alias. */
  readonly service: string;
  readonly mention: Mention;
  readonly type?: CallType;
  readonly operation?: string;
  /** It makes calls itself here. */
  readonly calls: boolean;
}

const known = new WeakMap<TraceItem, TraceSymbols>();

export function symbolsOfTrace(trace: TraceItem): TraceSymbols {
  const found = known.get(trace);
  if (found !== undefined) return found;
  const symbols = collect(trace);
  known.set(trace, symbols);
  return symbols;
}

/** Whether a name behind `parent` is meant as an id (which may be too short or too long), not as a label. */
export function looksLikeId(text: string): boolean {
  return /^(?:[0-9][0-9a-f]*|[0-9a-f]{16}|[0-9a-f]{32})$/i.test(text);
}

interface Collected {
  uses: ServiceUse[];
  labels: Text[];
  labelUses: Text[];
  links: Owned<Link>[];
  spanIds: Owned<Text>[];
  parents: Owned<Text>[];
  traceIds: Text[];
}

function collect(trace: TraceItem): TraceSymbols {
  const into: Collected = {
    uses: [],
    labels: [],
    labelUses: [],
    links: [],
    spanIds: [],
    parents: [],
    traceIds: [],
  };
  const flat = flattenTrace(trace);
  flat.steps.forEach((step, index) => {
    if (isCallOrSpan(step)) collectLine(step, index, flat.end[index] ?? 0, into);
    else if (step.kind === 'subtree-hole') into.uses.push(...patternsIn(step.wishes).flatMap(usesInPattern));
  });
  for (const { statement, owner } of flat.remarks) collectRemark(statement, owner, into);
  return into;
}

function collectLine(step: Call | Span, owner: number, end: number, into: Collected): void {
  const { label, id, parent } = step.modifiers;
  if (label !== undefined) into.labels.push(label);
  if (id !== undefined) into.spanIds.push({ what: id, owner });
  if (parent !== undefined && looksLikeId(parent.value)) into.parents.push({ what: parent, owner });
  else if (parent !== undefined) into.labelUses.push(parent);
  const calls = end > owner + 1;
  const use = step.kind === 'call' ? useInCall(step, calls) : useInSpan(step, calls);
  if (use !== undefined) into.uses.push(use);
}

function useInCall(call: Call, calls: boolean): ServiceUse | undefined {
  const service = nameIn(call.callee);
  if (service === undefined) return undefined;
  const operation = operationOf(call);
  return {
    service,
    mention: { range: call.callee.range, text: service, in: 'call' },
    ...(typeof call.type === 'string' && { type: call.type }),
    ...(operation && { operation }),
    calls,
  };
}

function useInSpan(span: Span, calls: boolean): ServiceUse {
  const service = calleeOf(span) ?? '';
  const { range, value } = span.service;
  const bare = range.end - range.start === value.length;
  const end = bare ? range.start + service.length : range.end;
  return {
    service,
    mention: { range: { start: range.start, end }, text: service, in: 'span' },
    operation: span.name.value,
    calls,
  };
}

function collectRemark(statement: Remark, owner: number, into: Collected): void {
  if (statement.kind === 'link') {
    into.links.push({ what: statement, owner });
    if (!statement.byId) into.labelUses.push(statement.target);
  } else if (statement.kind === 'trace-id') {
    into.traceIds.push(statement.value);
  } else if (statement.kind === 'require') {
    into.uses.push(...patternsIn(statement.clauses).flatMap(usesInPattern));
  } else if (statement.kind === 'latency') {
    into.uses.push(...statement.rules.flatMap((rule) => usesInPattern(rule.pattern)));
  }
}

/** The services that a pattern or forbidden edge names. */
export function usesInPattern(pattern: CallPattern | NonNullable<NeverClause['edge']>): ServiceUse[] {
  const names = 'caller' in pattern ? [pattern.caller, pattern.callee] : [pattern.callee];
  return names.flatMap((name) => {
    if (name === undefined || name.value === '*') return [];
    const mention: Mention = { range: name.range, text: name.value, in: 'pattern' };
    return [{ service: name.value, mention, calls: false }];
  });
}
