import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import { isFrontDoor } from '../library/front-doors.ts';
import type { Memory } from '../memory/memory.ts';

/** How those of `services` are asked that others were seen to call, where that is the same for all of them. */
export function usualWay(memory: Memory, services: Iterable<CatalogueEntry>): CallType | undefined {
  const ways = new Set<CallType>();
  for (const { service, type } of services)
    if (REQUEST_TYPES.has(type) && memory.callee(service)?.isCalled === true) ways.add(type);
  const [only, second] = ways;
  return second === undefined ? only : undefined;
}

/** A service of which only the name is known, asked as others are; who stands in front is asked over HTTP. */
export function askedAlike(entry: CatalogueEntry, way: CallType | undefined): CatalogueEntry {
  if (way === undefined || !REQUEST_TYPES.has(entry.type) || isFrontDoor(entry)) return entry;
  return { ...entry, type: way };
}
