import type { CallPattern, CallType } from '../core/spec/spec.ts';

/** What is known of a call when a rule is asked about it. */
export interface Candidate {
  readonly type: CallType;
  readonly service: string;
  readonly operation?: string;
}

/** Whether `call` is of the kind that `pattern` names; an unknown operation matches a pattern without one only. */
export function matches(pattern: CallPattern, call: Candidate): boolean {
  if (pattern.type === 'mq' ? call.type !== 'send' && call.type !== 'recv' : !isName(pattern.type, call.type))
    return false;
  if (pattern.callee && !isName(pattern.callee.value, call.service)) return false;
  return !pattern.operation || isName(pattern.operation.value, call.operation);
}

/** Like `matches`, for a call whose operation is still to be chosen. */
export function mayMatch(pattern: CallPattern, call: Candidate): boolean {
  const { operation, ...rest } = pattern;
  return matches(
    call.operation === undefined ? rest : { ...rest, ...(operation ? { operation } : {}) },
    call,
  );
}

export function isName(pattern: string, name: string | undefined): boolean {
  return pattern === '*' || pattern === name;
}
