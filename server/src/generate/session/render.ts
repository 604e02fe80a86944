import { printStatement } from '../../core/print/print.ts';
import { makeCall, makePar } from '../../core/spec/make.ts';
import { durationLiteral, NOWHERE } from '../../core/spec/make-value.ts';
import type { Call, Statement } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { LayerAt } from './layer-at.ts';

/** Statements that say what `calls` are, `isCalled` where a call makes them; those that overlap stand in a `par` of their own. */
export function statementsOf(calls: readonly CallNode[], isCalled = false): Statement[] {
  const write = (call: CallNode) => callOf(call, isCalled);
  return groups(calls).map((group) => {
    const [only, second] = group;
    return only && !second ? write(only) : makePar(group.map(write));
  });
}

/** The same as canonical text, every line but the first indented by `indent`; no line break at the end. */
export function renderCalls(calls: readonly CallNode[], indent: string, layer: LayerAt): string {
  const isCalled = layer.path.length > 0;
  const statements = layer.together
    ? calls.map((call) => callOf(call, isCalled))
    : statementsOf(calls, isCalled);
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

/** Nobody waits for the consumer of a message: inside of a call it is asynchronous. */
function callOf(call: CallNode, isCalled: boolean): Call {
  const { type, service, operation, repeat, duration, children } = call;
  return makeCall({
    type,
    async: isCalled && type === 'recv',
    callee: service,
    operation,
    ...(repeat > 1 ? { repeat: { count: repeat, range: NOWHERE } } : {}),
    ...(duration === undefined ? {} : { duration: durationLiteral(duration) }),
    body: statementsOf(children, true),
  });
}
