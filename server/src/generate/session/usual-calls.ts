import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Callee } from '../decoder/decode-structure.ts';
import { type Memory, ROOT_CALLER } from '../memory/memory.ts';

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
  if (hasCalled(memory, caller ?? ROOT_CALLER, call)) return true;
  if (ONLY_WHERE_SEEN.has(call.type) || path.some(({ service }) => service === call.service)) return false;
  return isInItsPlace(memory, call, caller !== undefined);
}

/** Work inside a service and work on a message follow from what the service is. */
const ONLY_WHERE_SEEN: ReadonlySet<CallType> = new Set(['in', 'recv']);

function hasCalled(memory: Memory, caller: string, { type, service }: Callee): boolean {
  return memory
    .layersOfCaller(caller)
    .some(({ calls }) => calls.some((call) => call.service === service && call.type === type));
}

/** Services that were seen only to begin traces are not called by others, and the other way round. */
function isInItsPlace(memory: Memory, { service }: Callee, isCalled: boolean): boolean {
  if (!memory.services.has(service)) return true;
  const [here, elsewhere] = isCalled ? [memory.callees, memory.entries] : [memory.entries, memory.callees];
  return here.size === 0 || here.has(service) || !elsewhere.has(service);
}

function isAgain(memory: Memory, { type, service }: Callee, before: readonly Callee[]): boolean {
  const made = before.filter((call) => call.service === service && call.type === type).length;
  return made >= Math.max(1, memory.mostInLayer(type, service));
}
