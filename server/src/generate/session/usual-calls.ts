import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Callee } from '../decoder/decode-structure.ts';
import { ROOT_CALLER, type Role } from '../memory/evidence.ts';
import type { Memory } from '../memory/memory.ts';
import { eventOf } from '../memory/next-call.ts';

/**
 * Whether a call is one that `memory` lets expect behind `before`, below the calls of `path`: nobody calls back those who
 * wait for him, a trace begins where traces begin, and a call is made again only where it was seen to.
 */
export function isUsualCall(
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
  return isInItsPlace(memory, call, caller !== undefined);
}

/** Work inside a service and work on a message follow from what the service is. */
const ONLY_WHERE_SEEN: ReadonlySet<CallType> = new Set(['in', 'recv']);

/** Whether work inside that service was seen to consist of other such work. */
function isSeenWithinWork(memory: Memory, { service }: Callee): boolean {
  return memory
    .layersOfCaller(service)
    .some(({ path, calls }) => path.at(-1)?.type === 'in' && calls.some(({ type }) => type === 'in'));
}

/** Services that were seen only to begin traces are not called by others, and the other way round. */
function isInItsPlace(memory: Memory, { service }: Callee, isCalled: boolean): boolean {
  const callee = memory.callee(service);
  if (callee === undefined) return true;
  const [here, elsewhere]: [Role, Role] = isCalled ? ['isCalled', 'isEntry'] : ['isEntry', 'isCalled'];
  return !memory.isSeen(here) || callee[here] || !callee[elsewhere];
}

function isAgain(memory: Memory, { type, service }: Callee, before: readonly Callee[]): boolean {
  const made = before.filter((call) => call.service === service && call.type === type).length;
  return made >= Math.max(1, memory.mostInLayer(type, service));
}
