import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Ensemble } from './counterparts.ts';
import { type AskedPlace, entryThatPassesOn } from './plain-journey.ts';
import { rootsOf } from './roots.ts';
import { areSynonyms } from './synonyms.ts';

/** Whether a call is made to find out who asks: who is called is there for that, or is asked for a session. */
export const findsOutWhoAsks = ({
  service,
  operation = '',
}: Pick<CallNode, 'service' | 'operation'>): boolean =>
  isThereForThat(service) || rootsOf(operation).has(SESSION);

const isThereForThat = (service: string): boolean =>
  [...rootsOf(service)].some((root) => root === SESSION || areSynonyms(root, AUTH));

const AUTH = 'auth';
const SESSION = 'session';

/**
 * With which call an entry begins that passes on what it is asked for, in a file that has somebody to find out who asks: in the
 * library 69 % of such entries do, in 58 systems. Undefined where it is asked about that itself, or by somebody who is not known yet.
 * @param way how services of the file ask each other
 */
export function askingWho(place: AskedPlace, way: CallType): CallNode | undefined {
  const entry = place.ensemble.isComplete ? entryThatPassesOn(place) : undefined;
  const { operation = '' } = entry ?? {};
  if (!entry || UNKNOWN_YET.test(operation) || isThereForThat(operation)) return undefined;
  const asked = whoKnows(place.ensemble, entry);
  if (!asked) return undefined;
  const type = asked.isCalled ? asked.type : way;
  return {
    type,
    service: asked.service,
    operation:
      QUESTION[rootsOf(asked.service).has(SESSION) ? 'session' : 'token'][type === 'http' ? 'http' : 'rpc'],
    repeat: 1,
    overlaps: false,
    duration: 3e6,
    children: [],
  };
}

const QUESTION = {
  session: { http: 'GET /sessions/current', rpc: 'CheckSession' },
  token: { http: 'POST /tokens/verify', rpc: 'VerifyToken' },
} as const;

const whoKnows = ({ services }: Ensemble, entry: CallNode) =>
  services.find(
    ({ service, type }) => REQUEST_TYPES.has(type) && service !== entry.service && isThereForThat(service),
  );

/** Who asks is not known yet, or is a machine. */
const UNKNOWN_YET = /sign-?(?:up|in)|register|webhook|callback|health|metrics/iu;
