import type { CallType } from '../core/spec/spec.ts';
import { wordsOf } from './codec/words.ts';
import { collectionOf, operationOver, singularOf } from './library/protocols.ts';
import { rootsOf } from './library/roots.ts';
import { subjectWords } from './library/subject.ts';
import type { Memory } from './memory/memory.ts';
import { type Purpose, purposeAlong, purposeOf, serves } from './purpose.ts';

/** Where an operation is to be named. */
export interface OperationPlace {
  readonly caller: string;
  readonly callerOperation: string | undefined;
  /** What the caller is asked for. */
  readonly asked: Purpose | undefined;
  readonly type: CallType;
  readonly callee: string;
  /** Operations of the same callee that stand earlier in the layer. */
  readonly used: readonly string[];
}

export interface WeightedOperation {
  readonly operation: string;
  readonly weight: number;
  /** Somebody asked for the same was seen to make that call. */
  readonly isOfRequest: boolean;
}

/** What a call seen under the same operation of the caller counts more than one seen anywhere. */
const SAME_OPERATION = 24;
const SAME_CALLER = 6;
/** A call that stands in the layer already is seldom made again, unless the memory shows it twice. */
const AGAIN = 0.1;

/** A call at the same place among those of its callee, in a layer that was asked for the same. */
const SAME_PLACE = 3;

/** Operations that the callee is known to serve, likeliest first; empty where it is always called without one. */
export function knownOperations(memory: Memory, place: OperationPlace): WeightedOperation[] {
  const weights = new Map<string, number>();
  const ofRequest = new Set<string>();
  const add = (operation: string, weight: number) =>
    weights.set(operation, (weights.get(operation) ?? 0) + weight);
  for (const layer of memory.layersOfCaller(place.caller)) {
    const same = layer.operation === (place.callerOperation ?? '');
    const isOfRequest = same && purposeAlong(layer.path) === place.asked;
    const calls = layer.calls.filter(({ service, type }) => service === place.callee && type === place.type);
    calls.forEach(({ operation: known }, index) => {
      const operation = known && (same ? known : echoed(known, layer.operation, place));
      if (operation === undefined) return;
      const here = index === place.used.length ? SAME_PLACE : 1;
      if (isOfRequest) ofRequest.add(operation);
      add(operation, layer.weight * (same ? SAME_OPERATION * here : SAME_CALLER));
    });
  }
  for (const [operation, count] of memory.operationsOf(place.type, place.callee))
    add(operation, Math.min(count, 4));
  if (weights.size === 0) for (const operation of askedOtherwise(memory, place)) add(operation, 1);
  return [...weights]
    .map(([operation, weight]) => ({
      operation,
      weight: place.used.includes(operation) ? weight * AGAIN : weight,
      isOfRequest: ofRequest.has(operation),
    }))
    .sort((a, b) => b.weight - a.weight || compare(a.operation, b.operation));
}

/** What a service is asked for over other protocols, as it would be asked over this one. */
function askedOtherwise(memory: Memory, { type, callee }: OperationPlace): string[] {
  if (!ECHOING.has(type)) return [];
  const others = [...ECHOING].filter((other) => other !== type);
  return others.flatMap((other) =>
    [...memory.operationsOf(other, callee).keys()].map((operation) => operationOver(type, operation, callee)),
  );
}

/**
 * What is asked for where the caller is asked for something else than when he asked for `operation`: where that is what he himself
 * was asked for then (`Login` for `POST /login`), it is what he is asked for now.
 */
function echoed(operation: string, request: string, { type, callerOperation }: OperationPlace): string {
  if (!ECHOING.has(type) || callerOperation === undefined || !isEcho(operation, request)) return operation;
  return operationOver(type, callerOperation);
}

const ECHOING: ReadonlySet<CallType> = new Set(['http', 'rpc']);

/** Whether every word of an operation that says something stands in the request. */
export function isEcho(operation: string, request: string): boolean {
  const [roots, requested] = [rootsOf(operation), rootsOf(request)];
  return roots.size > 0 && [...roots].every((root) => requested.has(root));
}

/**
 * Of known operations those that serve what the caller is asked for, or that it was seen to ask for then; where none does, the
 * same for that purpose: who creates orders shows them, too.
 */
export function servingOperations(
  known: readonly WeightedOperation[],
  type: CallType,
  asked: Purpose | undefined,
): readonly WeightedOperation[] {
  if (asked === undefined) return known;
  const serving = known.filter(
    ({ operation, isOfRequest }) => isOfRequest || serves(asked, purposeOf(operation)),
  );
  if (asked === 'reads' && serving.some(({ operation }) => purposeOf(operation) === asked))
    return serving.map((one) =>
      purposeOf(one.operation) === asked ? one : { ...one, weight: one.weight * SAYS_NOT },
    );
  if (serving.length > 0) return serving;
  return known.map((one) => ({ ...one, operation: turnedTo(asked, type, one.operation) }));
}

/**
 * The same, but for who is asked to change something: what it was seen to write down for other requests it does not write down once
 * more, but changes, and says so.
 * @param asked what the caller itself is asked for
 */
export function changingOperations(
  known: readonly WeightedOperation[],
  type: CallType,
  asked: Purpose | undefined,
): readonly WeightedOperation[] {
  if (asked !== 'changes' || (type !== 'db' && type !== 'send')) return known;
  if (known.some(({ isOfRequest }) => isOfRequest)) return known;
  return known.map((one) =>
    purposeOf(one.operation) === 'creates'
      ? { ...one, operation: turnedTo(asked, type, one.operation) }
      : one,
  );
}

/** Beside what says that it shows something, what does not say it. */
const SAYS_NOT = 0.2;

/** The words by which each type of call says what it does. */
const SPOKEN: Partial<Readonly<Record<CallType, Readonly<Record<Purpose, string>>>>> = {
  http: { reads: 'GET', creates: 'POST', changes: 'PUT', removes: 'DELETE' },
  rpc: { reads: 'Get', creates: 'Create', changes: 'Update', removes: 'Cancel' },
  db: { reads: 'SELECT', creates: 'INSERT', changes: 'UPDATE', removes: 'UPDATE' },
  cache: { reads: 'GET', creates: 'SET', changes: 'SET', removes: 'DEL' },
  send: { reads: 'viewed', creates: 'created', changes: 'updated', removes: 'cancelled' },
};

/** The same operation for another purpose: `CreateOrder` for a reader is `GetOrder`, `order.created` of a removal `order.cancelled`. */
function turnedTo(purpose: Purpose, type: CallType, operation: string): string {
  const verb = SPOKEN[type]?.[purpose];
  if (verb === undefined) return operation;
  const [first = ''] = wordsOf(operation);
  if (type === 'send') return operation.replace(HAPPENED, (word) => likeWord(verb, word));
  const done = type === 'http' && purpose === 'reads' ? operation.replace(ACTION, '$1') : operation;
  return done.replace(new RegExp(first, 'iu'), (word) => likeWord(verb, word));
}

/** What is done with one of many, at the end of a route: `/cancel` of `/orders/{id}/cancel`. */
const ACTION = /(\/\{[^{}]*\})\/[\p{L}-]+$/u;

/** What happened to the subject of a message. */
const HAPPENED =
  /(?:created|placed|submitted|reserved|charged|booked|paid|confirmed|accepted|issued|registered|published)/iu;

/** `word` as `other` is written: in upper case, in lower case or with a capital. */
function likeWord(word: string, other: string): string {
  if (other === other.toUpperCase()) return word.toUpperCase();
  if (other === other.toLowerCase()) return word.toLowerCase();
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

/** What is left of `s3`, where its digit says nothing, is no name of anything that it holds. */
const SHORTEST_NOUN = 3;

/** An operation for a callee that nobody has called yet, in the habit of its type. */
export function habitualOperation(
  type: CallType,
  callee: string,
  asked: Purpose | undefined,
): string | undefined {
  const words = subjectWords(callee);
  const [noun = 'items'] = words;
  const verb = SPOKEN[type]?.[asked ?? 'reads'];
  switch (type) {
    case 'http':
      return `${verb} ${collectionOf(words.length > 0 ? words : [noun])}`;
    case 'rpc':
      return `${verb}${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`;
    case 'db':
      return noun.length < SHORTEST_NOUN ? verb : `${verb} ${noun}`;
    case 'cache':
      return verb;
    case 'send':
    case 'recv':
      return `${noun}-events`;
    default:
      return undefined;
  }
}

/** The topic of a message that says what has happened to something: `order.created` of `orders`. */
export const messageOf = (noun: string, purpose: Purpose): string =>
  `${singularOf(noun)}.${SPOKEN.send?.[purpose] ?? 'updated'}`;

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
