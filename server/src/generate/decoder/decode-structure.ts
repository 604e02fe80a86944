import type { Bounds } from '../../core/constraints/conditions.ts';
import { CALL_TYPES, type CallPattern, type CallType, STORE_TYPES } from '../../core/spec/spec.ts';
import type { DraftedCall } from '../author/drafted-call.ts';
import type { CallNode } from '../call-node.ts';
import { mayMatch } from '../candidate.ts';
import { COUNT_BUCKETS, countRange, DEPTH_BUCKETS, REPEAT_BUCKETS, repeatCount } from '../codec/buckets.ts';
import type { Catalogue } from '../codec/catalogue.ts';
import {
  callsBucketOf,
  callsToken,
  depthBucketOf,
  depthToken,
  mark,
  repeatBucketOf,
  repeatToken,
  serviceOf,
  serviceToken,
  typeToken,
} from '../codec/vocabulary.ts';
import type { Token } from '../language-model.ts';
import type { WholeCall } from '../memory/evidence.ts';
import { END, eventOf, type Prediction } from '../memory/next-call.ts';
import { likelierBy, type Odds, oddsOfType } from '../mixture/name-odds.ts';
import { mixNextCall, type NextCallMixture, type Reweigh } from '../mixture/next-call-mixture.ts';
import { mixSizes, type Sizing } from '../mixture/size-mixture.ts';
import {
  type Budget,
  callsLeft,
  mayEnd,
  openSpending,
  type Reserved,
  room,
  type Spending,
  spend,
} from './budget.ts';
import type { Writer } from './choose.ts';
import type { Draft } from './draft.ts';
import { budgetBelowDrafted, draftedOperation, sizesLike } from './follow-draft.ts';
import { isLeafType, type Reach } from './reach.ts';
import type { RuleState } from './rule-state.ts';
import { admitsService, admitsType, NOTHING_TYPED, type TypedCall } from './typed-call.ts';

/** A call of a layer whose own layer is still to be written. */
export interface PlannedCall {
  readonly type: CallType;
  readonly service: string;
  readonly operation?: string;
  readonly repeat: number;
  /** What its children come to, and the rules as they stand when it starts; absent for a leaf. */
  readonly below?: Budget;
  readonly rulesBelow?: RuleState;
  /** The call that somebody else has written and that this one follows. */
  readonly drafted?: DraftedCall;
}

/** Who is called, and how. */
export type Callee = Pick<CallNode, 'type' | 'service'>;

export interface StructureTask {
  readonly caller: CallNode | undefined;
  readonly catalogue: Catalogue;
  readonly rules: RuleState;
  readonly budget: Budget;
  /** Calls to write at most in this layer itself; 1 for ghost text. */
  readonly width: number;
  /** The first call is the only one, and takes all that the budget still asks for. */
  readonly alone: boolean;
  /** Every call that the rules still ask for must be made in this layer; by the one call that is alone, or below it. */
  readonly settles: boolean;
  /** How sure it must be that the layer is complete for it to end. */
  readonly endsFrom: number;
  /** Absent where the model writes the layer itself. */
  readonly draft?: Draft | undefined;
  /** What is typed already of the first call. */
  readonly typed: TypedCall;
  /** How deep a subtree below a service can be. */
  readonly reach: Reach;
  /** Types by which a service may be called. */
  typesOf(service: string): ReadonlySet<CallType>;
  /** Whether somebody who knows the system would expect this call here; others are written only where they must be. */
  isUsual(call: Callee, before: readonly PlannedCall[]): boolean;
  /** What came next at places like this one, behind what stands and the calls written here. */
  predictNext(written: readonly PlannedCall[]): Prediction;
  /** What names and places say of who is called behind what stands and the calls written here. */
  oddsBehind(written: readonly PlannedCall[]): Odds;
  /** Whole calls of the same kind that were seen. */
  callsLike(call: PlannedLike): readonly WholeCall[];
  /** Names the operation once type and callee stand; one that the rules ask for, never one that they forbid. */
  operationOf(type: CallType, service: string, before: readonly PlannedCall[]): string | undefined;
}

/** Nothing allowed is left to write: the constraints admit no layer here. */
export class DeadEnd extends Error {
  override readonly name = 'DeadEnd';
}

/**
 * Writes the calls of one layer: at each choice the tokens that keep the budget and the rules within reach are
 * computed, and the model chooses among them.
 */
export async function decodeStructure(writer: Writer, task: StructureTask): Promise<PlannedCall[]> {
  const calls: PlannedCall[] = [];
  let spending = openSpending(task.budget);
  while (calls.length < task.width) {
    const first = calls.length === 0 ? task : { ...task, typed: NOTHING_TYPED };
    const usual = usualCallees(first, spending, calls);
    const drafted = task.draft?.next((call) => isPossibleByName(first, spending, call));
    const mayEndHere = mayEnd(spending) && due(task).length === 0;
    if (task.draft && !drafted && mayEndHere) return calls;
    const end = mayEndHere && !drafted ? [mark.end] : [];
    const types = drafted
      ? [typeToken[drafted.type]]
      : typeCandidates(first, spending, usual, end.length > 0);
    if (types.length + end.length === 0)
      throw new DeadEnd('No call is allowed here and the layer may not end.');
    const mixture = mixNextCall(expected(first, usual, calls));
    const kinds = [...end.map(() => END), ...types.map(typeOf)];
    const odds = task.oddsBehind(calls);
    const oddsOf = (token: Token) => {
      const type = typeOf(token);
      return oddsOfType(odds, type, usual.get(type) ?? possibleServices(first, spending, type));
    };
    const weighed = likelierBy([...end.map(() => odds.ofEnd), ...types.map(oddsOf)], mixture.kinds(kinds));
    const reweigh = doubting(weighed, kinds.indexOf(END), task.endsFrom);
    const token = await writer.choose([...end, ...types], reweigh);
    if (token === mark.end) return calls;
    const step = { ...first, usual, mixture, odds, drafted };
    const call = await decodeCall(writer, step, spending, calls, typeOf(token));
    spending = spend(spending, callsOf(call), 1 + (call.below?.depth.min ?? 0));
    task.rules.add(call, call.repeat);
    calls.push(call.below ? { ...call, rulesBelow: task.rules.below() } : call);
  }
  return calls;
}

/** What was seen to come next; a call that is not made here says nothing of what is. */
function expected(task: StructureTask, usual: UsualCallees, before: readonly PlannedCall[]): Prediction {
  const prediction = task.predictNext(before);
  const events = new Set([END]);
  for (const [type, services] of usual)
    for (const service of services) events.add(eventOf({ type, service }));
  const probabilities = new Map([...prediction.probabilities].filter(([event]) => events.has(event)));
  return { ...prediction, probabilities };
}

/** The same, but the event at `doubtful` only where it is at least that likely, or the only one. */
function doubting(reweigh: Reweigh, doubtful: number, from: number): Reweigh {
  return (shares) => {
    const weighed = reweigh(shares);
    const share = weighed[doubtful] ?? 0;
    if (share >= from || share === 1 || weighed.length < 2) return weighed;
    return weighed.map((other, index) => (index === doubtful ? 0 : other / (1 - share)));
  };
}

async function decodeCall(
  writer: Writer,
  task: StructureTask & {
    readonly usual: UsualCallees;
    readonly mixture: NextCallMixture;
    readonly odds: Odds;
    readonly drafted: DraftedCall | undefined;
  },
  spending: Spending,
  before: readonly PlannedCall[],
  type: CallType,
): Promise<PlannedCall> {
  const { drafted } = task;
  const services = drafted
    ? [drafted.service]
    : (task.usual.get(type) ?? possibleServices(task, spending, type));
  const odds = services.map((one) => task.odds.of({ type, service: one }));
  const reweigh = likelierBy(odds, task.mixture.callees(type, services));
  const reference = serviceOf(await writer.choose(tokensOf(task, services), reweigh));
  const service = task.catalogue.serviceAt(reference) ?? '';
  const operation = draftedOperation(task, drafted) ?? task.operationOf(type, service, before);
  const call = { type, service, ...(operation === undefined ? {} : { operation }) };
  const reserved = reservedCalls(task, call);
  const repeats = repeatCandidates(task, spending, call, reserved);
  const alike = task.callsLike(call);
  const leaf = mayBeLeaf(task, spending, call, reserved) ? [mark.leaf] : [];
  // Who writes the layer says himself whether there is another below the call.
  const mayStop = leaf.length > 0 && !drafted?.makesCalls;
  const isLeaf = mustBeLeaf(type, alike) || (mayStop && isAlwaysLeaf(alike));
  const depths = isLeaf ? [] : depthsBelow(task, spending, call, reserved);
  const least = leastBelow(task, call).calls;
  const below = depths.length === 0 ? [] : countCandidates(spending, depths, reserved, least);
  const open =
    drafted?.makesCalls && below.length > 0
      ? budgetBelowDrafted(task.draft, spending, reserved, least)
      : undefined;
  const made = { ...call, ...(drafted && { drafted }) };
  if (open) return { ...made, repeat: 1, below: open };
  const sizes = sizesLike(drafted, { leaf, repeats, below });
  if (sizes.length === 0) throw new DeadEnd('The call cannot be of any size that is allowed here.');
  const sizing = { alike, levels: depths, left: callsLeft(spending) };
  const next = await writer.choose(sizes, mixSizes(sizing, [], sizes));
  if (next === mark.leaf) return { ...made, repeat: 1 };
  if (repeats.includes(next)) {
    await writer.choose([mark.leaf]);
    return { ...made, repeat: repeatCount(repeatBucketOf(next)) };
  }
  return {
    ...made,
    repeat: 1,
    below: await decodeBelow(writer, spending, { depths, reserved, least }, next, sizing),
  };
}

/** Work inside a service makes calls only where it was seen to: recorders write a handler between a request and its calls. */
function mustBeLeaf(type: CallType, alike: readonly WholeCall[]): boolean {
  return isLeafType(type) && !(type === 'in' && alike.some(({ below }) => below > 0));
}

/** Who never was seen to call anybody does not begin to. */
function isAlwaysLeaf(alike: readonly WholeCall[]): boolean {
  return alike.length > 0 && alike.every(({ below }) => below === 0);
}

interface BelowLimits {
  readonly depths: readonly number[];
  readonly reserved: Reserved;
  readonly least: number;
}

/** What must stand below a call at least, since no other follows it that could make up for it. */
function leastBelow(task: StructureTask, call: PlannedLike): Least {
  if (!task.alone) return { calls: 0, depth: 0 };
  const { calls, depth } = task.budget;
  const missing = task.settles ? missingBeside(task, call).length : 0;
  return {
    calls: Math.max(calls.min - 1, missing),
    depth: Math.max(depth.min - 1, Math.min(missing, 1)),
  };
}

interface Least {
  readonly calls: number;
  readonly depth: number;
}

function mayBeLeaf(task: StructureTask, spending: Spending, call: PlannedLike, reserved: Reserved): boolean {
  const least = leastBelow(task, call);
  return room(spending, 1, reserved) >= 1 && least.calls <= 0 && least.depth <= 0;
}

async function decodeBelow(
  writer: Writer,
  spending: Spending,
  { depths, reserved, least }: BelowLimits,
  count: Token,
  sizing: Sizing,
): Promise<Budget> {
  const range = countRange(callsBucketOf(count));
  const fitting = depths.filter(
    (depth) =>
      depth <= range.high && room(spending, 1 + depth, reserved) >= 1 + Math.max(range.low, depth, least),
  );
  const tokens = fitting.map(depthToken);
  const depth = depthBucketOf(await writer.choose(tokens, mixSizes(sizing, [count], tokens)));
  const most = Math.min(range.high, room(spending, 1 + depth, reserved) - 1);
  return { calls: { min: Math.max(range.low, depth, least), max: most }, depth: { min: depth, max: depth } };
}

function callsOf(call: PlannedCall): Bounds {
  const { min, max } = call.below?.calls ?? { min: 0, max: 0 };
  return { min: call.repeat + min, max: call.repeat + max };
}

/** Calls that must still fit behind `call` in this layer. */
function reservedCalls(task: StructureTask, call: PlannedLike): Reserved {
  if (task.alone) return NOTHING_RESERVED;
  const others = missingBeside(task, call);
  if (others.length === 0) return NOTHING_RESERVED;
  return { calls: others.length, mayNest: others.some(mayNest) };
}

/** What must still be called in this layer. */
function due({ settles, rules }: StructureTask): readonly CallPattern[] {
  return settles ? rules.missing() : rules.owed();
}

/** The same once `call` is made. */
function missingBeside(task: StructureTask, call: PlannedLike): readonly CallPattern[] {
  const missing = due(task);
  const met = missing.findIndex((pattern) => mayMatch(pattern, call));
  return missing.filter((_, index) => index !== met);
}

const NOTHING_RESERVED: Reserved = { calls: 0, mayNest: false };

function mayNest({ type }: CallPattern): boolean {
  return type === '*' || (type !== 'mq' && !isLeafType(type));
}

type PlannedLike = Pick<PlannedCall, 'type' | 'service' | 'operation'>;

/** Types of the calls that are usual here; of all possible ones where there are none and the layer may not end. */
function typeCandidates(
  task: StructureTask,
  spending: Spending,
  usual: UsualCallees,
  mayEndHere: boolean,
): Token[] {
  const types =
    usual.size > 0 || mayEndHere
      ? [...usual.keys()]
      : CALL_TYPES.filter((type) => possibleServices(task, spending, type).length > 0);
  return types.map((type) => typeToken[type]);
}

/** Whom it is usual to call next, by type; without the types that are not. */
type UsualCallees = ReadonlyMap<CallType, readonly string[]>;

function usualCallees(task: StructureTask, spending: Spending, before: readonly PlannedCall[]): UsualCallees {
  const usual = new Map<CallType, readonly string[]>();
  for (const type of CALL_TYPES) {
    const services = possibleServices(task, spending, type).filter((service) =>
      task.isUsual({ type, service }, before),
    );
    if (services.length > 0) usual.set(type, services);
  }
  return usual;
}

function possibleServices(task: StructureTask, spending: Spending, type: CallType): string[] {
  return task.catalogue.entries
    .map(({ service }) => service)
    .filter((service) => isPossible(task, spending, type, service));
}

function tokensOf({ catalogue }: StructureTask, services: readonly string[]): Token[] {
  return services.flatMap((service) => {
    const reference = catalogue.referenceOf(service);
    return reference === undefined ? [] : [serviceToken(reference)];
  });
}

function isPossible(task: StructureTask, spending: Spending, type: CallType, service: string): boolean {
  if (!admitsType(task.typed, type) || !admitsService(task.typed, service)) return false;
  const caller = task.caller?.service ?? '';
  if (type === 'in' ? service !== caller : !task.typesOf(service).has(type)) return false;
  if (STORE_TYPES.has(type) && service === caller) return false;
  const call = { type, service };
  if (!task.rules.allows(caller, call)) return false;
  const reserved = reservedCalls(task, call);
  if (mayBeLeaf(task, spending, call, reserved)) return true;
  return !isLeafType(type) && depthsBelow(task, spending, call, reserved).length > 0;
}

function isPossibleByName(task: StructureTask, spending: Spending, { type, service }: Callee): boolean {
  return task.catalogue.referenceOf(service) !== undefined && isPossible(task, spending, type, service);
}

/** Levels that a subtree below one more call may have. */
function depthsBelow(
  task: StructureTask,
  spending: Spending,
  call: PlannedLike,
  reserved: Reserved,
): number[] {
  const depths: number[] = [];
  const least = leastBelow(task, call);
  const deepest = Math.min(task.reach(call.service), DEPTH_BUCKETS - 2);
  for (let depth = Math.max(1, least.depth); depth <= deepest; depth++) {
    if (room(spending, 1 + depth, reserved) >= 1 + Math.max(depth, least.calls)) depths.push(depth);
  }
  return depths;
}

function countCandidates(
  spending: Spending,
  depths: readonly number[],
  reserved: Reserved,
  least: number,
): Token[] {
  const tokens: Token[] = [];
  for (let bucket = 1; bucket < COUNT_BUCKETS - 1; bucket++) {
    const { low, high } = countRange(bucket);
    const fits = depths.some(
      (depth) =>
        Math.max(depth, least) <= high &&
        room(spending, 1 + depth, reserved) >= 1 + Math.max(low, depth, least),
    );
    if (fits) tokens.push(callsToken(bucket));
  }
  return tokens;
}

/** A call may be made several times where the rules and the budget have room for all of them. */
function repeatCandidates(
  task: StructureTask,
  spending: Spending,
  call: PlannedLike,
  reserved: Reserved,
): Token[] {
  const tokens: Token[] = [];
  // Who must make calls, or is alone where several are asked for, is not made several times instead.
  if (task.alone) return tokens;
  for (let bucket = 1; bucket < REPEAT_BUCKETS; bucket++) {
    const times = repeatCount(bucket);
    if (room(spending, 1, reserved) < times || !task.rules.allows(task.caller?.service ?? '', call, times))
      break;
    tokens.push(repeatToken(bucket));
  }
  return tokens;
}

function typeOf(token: Token): CallType {
  return CALL_TYPES.find((type) => typeToken[type] === token) ?? 'call';
}
