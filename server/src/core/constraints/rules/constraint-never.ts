import { callKindsOf, matcherOf } from '../../schedule/call-kinds.ts';
import { TRACE } from '../../schedule/flat-trace.ts';
import { type Aliases, calleeOf } from '../../schedule/pattern.ts';
import type { Call, CallPattern, NeverClause, Span } from '../../spec/spec.ts';
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
      const edge = clause.kind === 'never' ? clause.edge : undefined;
      const isMeant = edge === undefined ? isPattern(context, clause.pattern) : isEdge(context, edge);
      const why = edge === undefined ? 'no such call is allowed here.' : 'the caller must not call it.';
      const [from, to] = stepsInside(context.flat, scope);
      const findings: Finding[] = [];
      for (let index = from; index < to; index++) {
        if (isMeant(index)) findings.push(onStep(context, index, clause, why));
      }
      return findings;
    }),
};

type Test = (index: number) => boolean;

function isPattern({ flat, aliases }: TraceContext, pattern: CallPattern | undefined): Test {
  if (pattern === undefined) return () => false;
  const matchAt = matcherOf(flat, pattern, aliases);
  return (index) => matchAt(index) === 'yes';
}

/** Whether a call goes from the edge's caller to its callee; work inside a service is no call. */
function isEdge({ flat, aliases }: TraceContext, { caller, callee }: NonNullable<NeverClause['edge']>): Test {
  const { of, samples } = callKindsOf(flat);
  const names = samples.map(calleeOf);
  const isCallee = names.map((name) => isNamed(callee.value, name, aliases));
  const isCaller = names.map((name) => isNamed(caller.value, name, aliases));
  return (index) => {
    const kind = of[index] ?? -1;
    if (isCallee[kind] !== true) return false;
    const around = flat.caller[index] ?? TRACE;
    const callerKind = around === TRACE ? -1 : (of[around] ?? -1);
    if (!(isCaller[callerKind] ?? caller.value === '*')) return false;
    return !isInner(samples[kind]) || names[kind] !== names[callerKind];
  };
}

function isInner(step: Call | Span | undefined): boolean {
  return step?.kind === 'call' ? step.type === 'in' : step?.spanKind === 'internal';
}

function isNamed(wanted: string, found: string | undefined, aliases: Aliases): boolean {
  if (wanted === '*') return true;
  return found !== undefined && (wanted === found || wanted === aliases.get(found));
}
