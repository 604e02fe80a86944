import { NEW_SERVICE } from '../memory/next-call.ts';

/**
 * Natural logarithm of how much likelier a new service is where nothing but the workspace is known of a system than in
 * training, where most documents list their system's services from the start. The model cannot tell the two apart, who
 * asks it can. Fitted to held-out call graphs at 0 and 3 other traces.
 */
const NEW_SERVICE_SHIFT = 3.5;

/** How the trace at hand calls services as far as it is written. */
export interface Recurrence {
  /** Services that it calls once. */
  readonly once: number;
  /** Its other calls: of services that it calls several times. */
  readonly again: number;
}

/** Calls as if seen before any were: few show no habit. Set on held-out call graphs, as is the shift. */
const PRIOR: Recurrence = { once: 3, again: 1 };

/**
 * What to add to the model's score of a callee: the odds of a class change with its prior (Saerens, Latinne and
 * Decaestecker, 2002), and the next call is one of a new service as often as those before were (Good, 1953).
 */
export function priorShift(
  service: string | undefined,
  { once, again }: Recurrence = NOTHING_WRITTEN,
): number {
  if (service !== NEW_SERVICE) return 0;
  const odds = (PRIOR.once + once) / (PRIOR.again + again);
  return NEW_SERVICE_SHIFT + Math.log((odds * PRIOR.again) / PRIOR.once);
}

const NOTHING_WRITTEN: Recurrence = { once: 0, again: 0 };
