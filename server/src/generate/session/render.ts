import { printStatement } from '../../core/print/print.ts';
import { makeCall, makePar } from '../../core/spec/make.ts';
import { durationLiteral, NOWHERE } from '../../core/spec/make-value.ts';
import type { Call, Statement } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';

/** Statements that say what `calls` are; calls that overlap stand in a `par` of their own. */
export function statementsOf(calls: readonly CallNode[]): Statement[] {
  return groups(calls).map((group) => {
    const [only, second] = group;
    return only && !second ? callOf(only) : makePar(group.map(callOf));
  });
}

/** The same as canonical text, every line but the first indented by `indent`; no line break at the end. */
export function renderCalls(calls: readonly CallNode[], indent: string, together: boolean): string {
  const statements = together ? calls.map(callOf) : statementsOf(calls);
  const text = statements
    .map((statement) => printStatement(statement))
    .join('')
    .trimEnd();
  return text.replaceAll('\n', `\n${indent}`);
}

/** Runs of calls that start before the one ahead of them has ended. */
function groups(calls: readonly CallNode[]): CallNode[][] {
  const runs: CallNode[][] = [];
  for (const call of calls) {
    const last = runs.at(-1);
    if (call.overlaps && last) last.push(call);
    else runs.push([call]);
  }
  return runs;
}

function callOf({ type, service, operation, repeat, duration, children }: CallNode): Call {
  return makeCall({
    type,
    callee: service,
    operation,
    ...(repeat > 1 ? { repeat: { count: repeat, range: NOWHERE } } : {}),
    ...(duration === undefined ? {} : { duration: durationLiteral(duration) }),
    body: statementsOf(children),
  });
}
