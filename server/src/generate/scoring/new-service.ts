import { NEW_SERVICE } from '../memory/next-call.ts';

/**
 * Natural logarithm of how much likelier a new service is where nothing but the workspace is known of a system than in
 * training, where most documents list their system's services from the start. The model cannot tell the two apart, who
 * asks it can. Fitted to held-out call graphs at 0 and 3 other traces.
 */
const NEW_SERVICE_SHIFT = 3.5;

/**
 * What to add to the model's score of a callee: the odds of a class change with its prior (Saerens, Latinne and
 * Decaestecker, 2002).
 */
export const priorShift = (service: string | undefined): number =>
  service === NEW_SERVICE ? NEW_SERVICE_SHIFT : 0;
