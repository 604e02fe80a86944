import { type CallType, REQUEST_TYPES, STORE_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Callee } from '../decoder/decode-structure.ts';
import { isAnnounced, type MadeCall } from '../decoder/owed-sends.ts';
import { sharesRoot } from '../library/roots.ts';
import { ROOT_CALLER } from '../memory/evidence.ts';
import type { Memory } from '../memory/memory.ts';
import type { Messages } from '../memory/messages.ts';
import { eventOf } from '../memory/next-call.ts';
import { type Purpose, purposeAlong, purposeOf, serves } from '../purpose.ts';

/** Whether a call is to be expected behind `before`, below the calls of `path`. */
export type IsUsual = (call: Callee, path: readonly CallNode[], before: readonly MadeCall[]) => boolean;

/**
 * What `memory` lets expect: nobody calls back those who wait for him, a trace begins where traces begin, a call is made again
 * only where it was seen to, a message is worked on where it is sent, and who shows something has nothing changed.
 */
export function usualCallsIn(memory: Memory, messages: Messages): IsUsual {
  const known = new Map<string, boolean>();
  const doesServe = (call: Callee, caller: CallNode, asked: Purpose) => {
    const key = `${caller.service}\n${caller.operation}\n${asked}\n${eventOf(call)}`;
    const serving = known.get(key) ?? servesRequest(memory, call, caller, asked);
    known.set(key, serving);
    return serving;
  };
  return (call, path, before) => {
    const caller = path.at(-1);
    if (!isUsualCall(memory, call, path, before)) return false;
    if (caller === undefined) return before.length === 0 || isAnnounced(call, before, messages);
    const asked = purposeAlong(path);
    return (asked === undefined || doesServe(call, caller, asked)) && isAnnounced(call, before, messages);
  };
}

function isUsualCall(
  memory: Memory,
  call: Callee,
  path: readonly CallNode[],
  before: readonly Callee[],
): boolean {
  const caller = path.at(-1)?.service;
  if (isAgain(memory, call, before)) return false;
  if (call.type === 'in' && path.at(-1)?.type === 'in') return isSeenWithinWork(memory, call);
  if (memory.callsOf(caller ?? ROOT_CALLER).has(eventOf(call))) return true;
  if (ONLY_WHERE_SEEN.has(call.type) || path.some(({ service }) => service === call.service)) return false;
  if (isAskedOtherwise(memory, call)) return false;
  return isInItsPlace(memory, call, caller !== undefined);
}

/**
 * Whether a call does what its caller is asked for, as far as its operations tell: one that does was seen, or it is what the
 * caller is asked about, and another operation will do.
 */
function servesRequest(memory: Memory, { type, service }: Callee, caller: CallNode, asked: Purpose): boolean {
  const operations = memory.callee(service)?.types.get(type)?.operations ?? NO_OPERATIONS;
  if (operations.size === 0) return true;
  for (const operation of operations.keys()) if (serves(asked, purposeOf(operation))) return true;
  if (type === 'send' ? asked === 'removes' : STORE_TYPES.has(type)) return true;
  const isSeen = memory
    .layersOfCaller(caller.service)
    .some(({ path, calls }) => purposeAlong(path) === asked && calls.some(isSame));
  return isSeen || sharesRoot(caller.operation ?? '', service);

  function isSame(other: Callee): boolean {
    return other.type === type && other.service === service;
  }
}

const NO_OPERATIONS: ReadonlyMap<string, unknown> = new Map();

/** Work inside a service and work on a message follow from what the service is. */
const ONLY_WHERE_SEEN: ReadonlySet<CallType> = new Set(['in', 'recv']);

/** Whether work inside that service was seen to consist of other such work. */
function isSeenWithinWork(memory: Memory, { service }: Callee): boolean {
  return memory
    .layersOfCaller(service)
    .some(({ path, calls }) => path.at(-1)?.type === 'in' && calls.some(({ type }) => type === 'in'));
}

/**
 * Services that were seen only to begin traces are not called by others; and with one that is known no trace begins otherwise
 * than it was seen to.
 */
function isInItsPlace(memory: Memory, { service }: Callee, isCalled: boolean): boolean {
  const callee = memory.callee(service);
  if (callee === undefined) return true;
  if (!isCalled) return !memory.isSeen('isEntry');
  return !memory.isSeen('isCalled') || callee.isCalled || !callee.isEntry;
}

/** Whether a service is asked by routes that is called by methods, or the other way round. */
function isAskedOtherwise(memory: Memory, { type, service }: Callee): boolean {
  const types = memory.callee(service)?.types;
  return (
    REQUEST_TYPES.has(type) &&
    types?.has(type) === false &&
    [...types.keys()].some((one) => REQUEST_TYPES.has(one))
  );
}

function isAgain(memory: Memory, { type, service }: Callee, before: readonly Callee[]): boolean {
  const made = before.filter((call) => call.service === service && call.type === type).length;
  return made >= Math.max(1, memory.mostInLayer(type, service));
}
