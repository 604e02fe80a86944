import type { CallType } from '../../core/spec/spec.ts';
import { type Ensemble, keepsAnything } from './counterparts.ts';
import { isFrontDoor } from './front-doors.ts';

/** What the services of a file that says who there is are in its traces. */
export interface Roles {
  /** Whether a service begins traces: nobody within one calls it. */
  isEntry(service: string): boolean;
  /** A front door is one by its name, or begins traces and keeps nothing itself. */
  standsInFront(service: string): boolean;
  /**
   * Whether nobody has a call of that type below `caller`: a front door says nothing itself and has no database but its own, and
   * where nobody passes messages on, none are worked on but those that begin a trace.
   */
  isNobodys(type: CallType, caller: string): boolean;
}

const OF_OPEN_FILES: Roles = { isEntry: () => false, standsInFront: () => false, isNobodys: () => false };

/** Where others may still come to the file, nothing is said of any. */
export function rolesIn(ensemble: Ensemble): Roles {
  if (!ensemble.isComplete) return OF_OPEN_FILES;
  const hasQueue = ensemble.services.some(({ type }) => type === 'send');
  const entries = new Set(ensemble.services.flatMap(({ service, isEntry }) => (isEntry ? [service] : [])));
  const standsInFront = (service: string) =>
    isFrontDoor({ service }) || (entries.has(service) && !keepsAnything(ensemble, service));
  return {
    isEntry: (service) => entries.has(service),
    standsInFront,
    isNobodys: (type, caller) => {
      if (caller === '') return false;
      if (type === 'send') return standsInFront(caller);
      if (type === 'db') return standsInFront(caller) && !keepsAnything(ensemble, caller);
      return type === 'recv' && !hasQueue;
    },
  };
}
