import { type FlatTrace, isCallOrSpan, TRACE } from '../../schedule/flat-trace.ts';
import { type Aliases, calleeOf, matches } from '../../schedule/pattern.ts';
import type { Clause, NeverClause } from '../../spec/spec.ts';
import { clausesOfKind, onStep } from '../findings.ts';
import type { Finding, TraceContext, TraceRule } from '../rule.ts';
import { stepsInside } from '../totals.ts';

/** `never web -> db`, `never send`: seen on each call that matches, also on one that happens only at times. */
export const constraintNever: TraceRule = {
  code: 'constraint-never',
  severity: 'error',
  check: (context) =>
    clausesOfKind(context, 'never', 'no').flatMap(({ clause, scope, origin }): Finding[] => {
      if (origin === 'wish') return [];
      const [from, to] = stepsInside(context.flat, scope);
      const findings: Finding[] = [];
      for (let index = from; index < to; index++) {
        const why = offence(context, clause, index);
        if (why !== undefined) findings.push(onStep(context, index, clause, why));
      }
      return findings;
    }),
};

function offence(context: TraceContext, clause: Clause, index: number): string | undefined {
  const { flat, aliases } = context;
  const step = flat.steps[index];
  if (step === undefined || !isCallOrSpan(step)) return undefined;
  if (clause.kind !== 'never' && clause.kind !== 'no') return undefined;
  const edge = clause.kind === 'never' ? clause.edge : undefined;
  if (edge !== undefined && isEdge(flat, index, edge, aliases)) return 'the caller must not call it.';
  if (clause.pattern === undefined || matches(clause.pattern, step, aliases) !== 'yes') return undefined;
  return 'no such call is allowed here.';
}

/** Whether the call at `index` goes from the edge's caller to its callee; work inside a service is no call. */
export function isEdge(
  flat: FlatTrace,
  index: number,
  edge: NonNullable<NeverClause['edge']>,
  aliases: Aliases,
): boolean {
  const step = flat.steps[index];
  if (step === undefined || !isCallOrSpan(step)) return false;
  const around = flat.steps[flat.caller[index] ?? TRACE];
  const caller = around !== undefined && isCallOrSpan(around) ? calleeOf(around) : undefined;
  const callee = calleeOf(step);
  if (isInner(step) && caller === callee) return false;
  return isNamed(edge.caller.value, caller, aliases) && isNamed(edge.callee.value, callee, aliases);
}

function isInner(step: { kind: string; type?: unknown; spanKind?: string }): boolean {
  return step.kind === 'call' ? step.type === 'in' : step.spanKind === 'internal';
}

function isNamed(wanted: string, found: string | undefined, aliases: Aliases): boolean {
  if (wanted === '*') return true;
  return found !== undefined && (wanted === found || wanted === aliases.get(found));
}
