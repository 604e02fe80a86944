import { printStatement } from '../../core/print/print.ts';
import type { Call, Par, Statement, Text } from '../../core/spec/spec.ts';
import { spellDuration } from '../../core/spec/spell.ts';
import type { CallNode } from '../call-node.ts';

/** Made text has no place in a source. */
const NOWHERE = { start: 0, end: 0 };

/** Statements that say what `calls` are; calls that overlap stand in a `par` of their own. */
export function statementsOf(calls: readonly CallNode[]): Statement[] {
  return groups(calls).map((group) => {
    const [only, second] = group;
    return only && !second ? callOf(only) : parOf(group);
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

function parOf(calls: readonly CallNode[]): Par {
  return { kind: 'par', range: NOWHERE, bodyRange: NOWHERE, body: calls.map(callOf) };
}

function callOf(call: CallNode): Call {
  const body = statementsOf(call.children);
  return {
    kind: 'call',
    range: NOWHERE,
    async: false,
    type: call.type,
    typeRange: NOWHERE,
    callee: textOf(call.service),
    ...(call.operation === undefined ? {} : { operation: textOf(call.operation) }),
    modifiers: {
      ...(call.repeat > 1 ? { repeat: { count: call.repeat, range: NOWHERE } } : {}),
      ...(call.duration === undefined ? {} : { duration: durationOf(call.duration) }),
    },
    ...(body.length > 0 ? { bodyRange: NOWHERE } : {}),
    body,
  };
}

function textOf(value: string): Text {
  return { value, range: NOWHERE };
}

function durationOf(ns: number) {
  return { kind: 'duration' as const, ns, text: spellDuration(ns), range: NOWHERE };
}
