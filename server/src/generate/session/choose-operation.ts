import { pickWeighted, type Random } from '../../core/random.ts';
import { REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { mayMatch } from '../candidate.ts';
import type { OperationRequest } from '../decoder/decode-subtree.ts';
import { announcedTopics } from '../decoder/owed-sends.ts';
import { sharesRoot } from '../library/roots.ts';
import type { Memory } from '../memory/memory.ts';
import type { Messages } from '../memory/messages.ts';
import {
  changingOperations,
  habitualOperation,
  isEcho,
  knownOperations,
  servingOperations,
  type WeightedOperation,
} from '../operations.ts';
import { type Purpose, purposeAsked, purposeOf, serves } from '../purpose.ts';
import { areRepeated, entriesOf } from './entries.ts';

/** What the workspace shows, and that together with what the library suggests; and who sends what to whom by that. */
export interface Memories {
  readonly own: Memory;
  readonly all: Memory;
  readonly messages: Messages;
  /** The name of a service without what all names share. */
  plain(service: string): string;
}

/** A suggestion of the library, where the workspace itself shows an operation that will do. */
const BORROWED_WEIGHT = 0.02;

/** Names the operation of a call: what a rule asks for, else what is known of such calls, else what is habitual. */
export function chooseOperation(
  memories: Memories,
  placed: OperationRequest,
  options: { readonly random: Random; readonly temperature: number },
): string | undefined {
  const request = isToldBy(placed, memories.messages) ? { ...placed, asked: 'reads' as const } : placed;
  const { type, service, asked, beginning } = request;
  const ruled = ruledOperation(request);
  if (ruled?.startsWith(beginning)) return ruled;
  if (!request.always && beginning === '' && isCalledWithout(memories.own, request)) return undefined;
  const known = likelyOperations(memories, request);
  if (known.length === 0) {
    const silent = memories.all.callee(service) !== undefined && !request.always && beginning === '';
    const habitual = silent ? undefined : habitualOperation(type, memories.plain(service), asked);
    return habitual?.startsWith(beginning) && isAllowed(request, habitual) ? habitual : undefined;
  }
  if (options.temperature === 0) return known[0]?.operation;
  const weights = known.map(({ weight }) => weight ** (1 / options.temperature));
  return known[pickWeighted(options.random, weights)]?.operation;
}

/** Whether who is asked sent the message that the caller works on: it has happened, and may be asked about, but not be done again. */
function isToldBy({ caller, service }: OperationRequest, messages: Messages): boolean {
  return (
    caller?.type === 'recv' && caller.operation !== undefined && messages.sends(service, caller.operation)
  );
}

/** An operation without which a rule that speaks of such calls would not be met. */
function ruledOperation(request: OperationRequest): string | undefined {
  const { type, service, rules } = request;
  const names = rules.missing().flatMap((pattern) => {
    const operation = pattern.operation?.value;
    return operation !== undefined && operation !== '*' && mayMatch(pattern, { type, service })
      ? [operation]
      : [];
  });
  return names.find((operation) => isAllowed(request, operation));
}

function isAllowed({ caller, type, service, rules }: OperationRequest, operation: string): boolean {
  return rules.allows(caller?.service ?? '', { type, service, operation });
}

/** Seen as often as this without an operation, a service has none: the workspace is not told what others would call it. */
const OFTEN = 2;

function isCalledWithout(own: Memory, { type, service }: OperationRequest): boolean {
  const seen = own.callee(service)?.types.get(type)?.count ?? 0;
  return seen >= OFTEN && own.operationsOf(type, service).size === 0;
}

/**
 * Operations that may stand here, likeliest first; those of `unlike`, and those that begin another trace, only where there
 * are no others.
 */
function likelyOperations(memories: Memories, request: OperationRequest): WeightedOperation[] {
  const { type, service, unlike = [], caller } = request;
  const allowed = allowedOperations(memories, request);
  const begun = caller ? [] : begunOnce(memories.own);
  const taken = [...unlike, ...begun].filter((call) => call.type === type && call.service === service);
  const others = allowed.filter(({ operation }) => !taken.some((call) => call.operation === operation));
  return others.length > 0 ? others : allowed;
}

/** The entry calls of the workspace, each of which begins one trace; none where traces repeat each other, as recorded ones do. */
function begunOnce(own: Memory): readonly CallNode[] {
  const entries = entriesOf(own);
  return areRepeated(entries) ? [] : entries;
}

function allowedOperations(memories: Memories, request: OperationRequest): WeightedOperation[] {
  const { beginning, type, asked, caller } = request;
  const known = changingOperations(weighed(memories, request), type, purposeAsked(caller?.operation));
  const admitted = (operations: readonly WeightedOperation[]) =>
    operations
      .filter(({ operation }) => operation.startsWith(beginning) && isAllowed(request, operation))
      .sort((a, b) => b.weight - a.weight);
  // Who types an operation knows what it is to do.
  const serving = beginning === '' ? admitted(servingOperations(known, type, asked)) : [];
  return serving.length > 0 ? serving : admitted(known);
}

function weighed(memories: Memories, request: OperationRequest): WeightedOperation[] {
  const { caller, asked, type, service, before } = request;
  const used = before.flatMap((call) => (call.service === service && call.operation ? [call.operation] : []));
  const place = {
    caller: caller?.service ?? '',
    callerOperation: caller?.operation,
    asked,
    type,
    callee: service,
    used,
  };
  const own = knownOperations(memories.own, place);
  const isServed = own.some(
    ({ operation, isOfRequest }) =>
      isOfRequest || (serves(asked, purposeOf(operation)) && mayBeOf(operation, request)),
  );
  // Who is asked about what it is named after is rather asked about that once more than about something else.
  const isAboutItself =
    REQUEST_TYPES.has(type) && own.some(({ operation }) => sharesRoot(operation, service));
  const passesOn = ({ operation }: WeightedOperation) => isEcho(operation, caller?.operation ?? '');
  const isPassedOn = own.some(passesOn);
  const found = new Map(own.map((one) => [one.operation, one]));
  for (const known of knownOperations(memories.all, place)) {
    const { operation, weight } = known;
    const shown = found.get(operation);
    const before = shown ?? { operation, weight: 0, isOfRequest: false };
    // What the caller is asked to have done here is no suggestion.
    const isOwed = !isPassedOn && known.isOfRequest && REQUEST_TYPES.has(type) && passesOn(known);
    const isLess =
      !isOwed &&
      (isServed ? !isForAnother(own, known, asked) : isAboutItself && !sharesRoot(operation, service));
    const share = !shown && isLess ? BORROWED_WEIGHT : 1;
    found.set(operation, { ...before, weight: before.weight + share * weight });
  }
  if (type !== 'recv' || (caller === undefined && before.length === 0)) return [...found.values()];
  // Who works on a message works on one that there is.
  return announcedTopics(service, before, memories.messages).map(
    (operation) => found.get(operation) ?? { operation, weight: 1, isOfRequest: false },
  );
}

/** What has happened to orders is no message of who keeps users; who is asked serves whoever asks. */
function mayBeOf(operation: string, { type, caller }: OperationRequest): boolean {
  if (type !== 'send' || !caller) return true;
  return sharesRoot(operation, `${caller.service} ${caller.operation ?? ''}`);
}

/**
 * Whether the workspace shows operations for other purposes only: it has no name of its own for that one. What tells no purpose
 * is for another one than what is told of the very request.
 */
function isForAnother(
  own: readonly WeightedOperation[],
  { operation, isOfRequest }: WeightedOperation,
  asked: Purpose | undefined,
): boolean {
  const purpose = purposeOf(operation);
  if (purpose === undefined) return false;
  const isAsked = isOfRequest && purpose === asked;
  return own.every((one) => {
    const shown = purposeOf(one.operation);
    return (isAsked || shown !== undefined) && shown !== purpose && !one.isOfRequest;
  });
}
