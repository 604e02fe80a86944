import { flattenTrace, isCallOrSpan, type Remark } from '../schedule/flat-trace.ts';
import { calleeOf, nameIn, operationOf } from '../schedule/pattern.ts';
import type { Call, CallPattern, CallType, NeverClause, Span, TraceItem } from '../spec/spec.ts';
import { patternsIn } from './patterns-in.ts';
import type { Mention } from './symbols.ts';

/** A place where a trace names a service. */
export interface ServiceUse {
  /** As written: a service's name or an alias. */
  readonly service: string;
  readonly mention: Mention;
  readonly type?: CallType;
  readonly operation?: string;
  /** It makes calls itself here. */
  readonly calls: boolean;
}

const known = new WeakMap<TraceItem, readonly ServiceUse[]>();

/** The services that a trace names, in text order; kept for as long as the trace does not change. */
export function serviceUsesIn(trace: TraceItem): readonly ServiceUse[] {
  const found = known.get(trace);
  if (found !== undefined) return found;
  const uses = collect(trace);
  known.set(trace, uses);
  return uses;
}

function collect(trace: TraceItem): readonly ServiceUse[] {
  const flat = flattenTrace(trace);
  const uses: ServiceUse[] = [];
  flat.steps.forEach((step, index) => {
    if (step.kind === 'subtree-hole') uses.push(...patternsIn(step.wishes).flatMap(usesInPattern));
    if (!isCallOrSpan(step)) return;
    const calls = (flat.end[index] ?? 0) > index + 1;
    const use = step.kind === 'call' ? useInCall(step, calls) : useInSpan(step, calls);
    if (use !== undefined) uses.push(use);
  });
  for (const { statement } of flat.remarks) uses.push(...usesInRemark(statement));
  return uses;
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

function usesInRemark(statement: Remark): readonly ServiceUse[] {
  if (statement.kind === 'require') return patternsIn(statement.clauses).flatMap(usesInPattern);
  if (statement.kind !== 'latency') return [];
  return statement.rules.flatMap((rule) => (rule.muted ? [] : usesInPattern(rule.pattern)));
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
