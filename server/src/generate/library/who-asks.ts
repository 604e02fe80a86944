import type { CallNode } from '../call-node.ts';
import { rootsOf } from './roots.ts';
import { areSynonyms } from './synonyms.ts';

/** Whether a call is made to find out who asks: who is called is there for that, or is asked for a session. */
export const findsOutWhoAsks = ({ service, operation = '' }: CallNode): boolean =>
  [...rootsOf(service)].some((root) => root === SESSION || areSynonyms(root, AUTH)) ||
  rootsOf(operation).has(SESSION);

const AUTH = 'auth';
const SESSION = 'session';
