import type { Random } from '../../core/random.ts';
import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import type { DraftedCall } from '../author/drafted-call.ts';
import { type CallNode, countCalls } from '../call-node.ts';
import { countBucket } from '../codec/buckets.ts';
import type { Catalogue } from '../codec/catalogue.ts';
import { encodePrompt, encodeStructure, type LayerConditions, tellTimes } from '../codec/layer.ts';
import { mark } from '../codec/vocabulary.ts';
import type { SeenDuration, WholeCall } from '../memory/evidence.ts';
import { findHints } from '../memory/hints.ts';
import type { CallKind, GrowingMemory } from '../memory/memory.ts';
import type { Messages } from '../memory/messages.ts';
import { oddsAt } from '../mixture/name-odds.ts';
import { type Purpose, purposeAlong } from '../purpose.ts';
import { shownBefore } from '../shown-calls.ts';
import type { Budget } from './budget.ts';
import { Cast } from './cast.ts';
import type { Writer } from './choose.ts';
import { type Callee, decodeStructure, type PlannedCall } from './decode-structure.ts';
import { decodeTimes, type TimeLimits, type TimesTask } from './decode-times.ts';
import { createDraft, type Draft } from './draft.ts';
import { type MadeCall, owedBelow, sendOf } from './owed-sends.ts';
import type { RuleState } from './rule-state.ts';
import { NOTHING_TYPED, type TypedCall } from './typed-call.ts';

/** Calls to be written below one caller, behind those that stand there. */
export interface SubtreeTask {
  readonly path: readonly CallNode[];
  readonly before: readonly CallNode[];
  readonly budget: Budget;
  readonly rules: RuleState;
  /** What the calls may take together. */
  readonly time: Nanoseconds;
  readonly placement: TimesTask['placement'];
  /** Calls of the first layer at most; 1 for the next call. */
  readonly width: number;
  /**
   * Layers, from this one down, in which one call makes all others: it takes the whole budget. The layer below them settles
   * what this one should.
   */
  readonly alone?: number;
  /** The last resort: levels are promised that only calls which a rule counts can reach, and unusual calls are made. */
  readonly daring?: boolean;
  /** The first layer must make every call that the rules still ask for. */
  readonly settles: boolean;
  /** How sure it must be that the first layer is complete for it to end; absent where the likelier counts. */
  readonly endsFrom?: number;
  /** What is typed already of the first call. */
  readonly typed?: TypedCall;
  /** The first call is to differ from these, where it can. */
  readonly unlike?: readonly CallNode[];
  /** Topics that must be sent below this layer, since somebody works on them later. */
  readonly owed?: readonly string[];
  /** What the prompt tells the model besides the budget. */
  readonly wishes: Pick<LayerConditions, 'slow' | 'rare' | 'include' | 'without'>;
}

/** What generation knows of the workspace; the same for all layers of a fill. */
export interface Surroundings {
  /** Takes in what is generated, which is evidence for what follows. */
  readonly memory: GrowingMemory;
  readonly catalogue: Catalogue;
  readonly random: Random;
  typesOf(service: string, caller: string): ReadonlySet<CallType>;
  operationOf(request: OperationRequest): string | undefined;
  /** Operations that a service is known to be asked for by calls of that type. */
  operationsOf(call: { readonly type: string; readonly service: string }): readonly string[];
  /** Whether somebody who knows the system would expect this call behind `before`, `path` being its callers. */
  isUsual(call: Callee, path: readonly CallNode[], before: readonly MadeCall[]): boolean;
  /** What calls of services are that are named like one of whom nobody saw any. */
  callsNamedLike(call: Callee): readonly WholeCall[];
  /** Who was seen to send what. */
  readonly messages: Messages;
  /** Writes layers ahead of the decoder; absent where the model chooses token by token. */
  readonly draftOf?: ((request: DraftRequest) => Promise<readonly DraftedCall[]>) | undefined;
  /** Durations seen of calls of a kind that make about as many calls, those of the workspace itself before all others. */
  durationsOf(kind: CallKind, below: number): readonly SeenDuration[];
}

/** A layer that is to be drafted. */
export interface DraftRequest {
  readonly path: readonly CallNode[];
  readonly before: readonly CallNode[];
  readonly typed: TypedCall;
  readonly isNextOnly: boolean;
}

export interface OperationRequest {
  readonly caller: CallNode | undefined;
  /** What the caller is asked for, as far as it or those above it tell. */
  readonly asked: Purpose | undefined;
  readonly type: CallType;
  readonly service: string;
  readonly before: readonly MadeCall[];
  readonly rules: RuleState;
  /** What is typed already of the operation. */
  readonly beginning: string;
  /** Calls whose operations are to be avoided, where others are known. */
  readonly unlike?: readonly Pick<CallNode, 'type' | 'service' | 'operation'>[];
  /** A service that is always called without one gets one all the same. */
  readonly always?: boolean;
}

/** What was generated is little evidence for what follows. */
const OWN_WEIGHT = 0.1;

/** A call while its children are still being written. */
interface OpenCall extends CallNode {
  readonly children: OpenCall[];
}

interface OpenLayer {
  readonly task: SubtreeTask;
  readonly into: OpenCall[];
}

/**
 * Writes a subtree layer by layer, depth first: structure of a layer, then its times, then the layers below. Each layer is
 * written behind the head of the document alone, as layers are when they are judged; those before it are known as hints.
 * Rejects with `DeadEnd` where the constraints admit nothing, and as the model and the signal do.
 */
export async function decodeSubtree(
  start: () => Writer,
  task: SubtreeTask,
  around: Surroundings,
): Promise<CallNode[]> {
  const written: OpenCall[] = [];
  const open: OpenLayer[] = [{ task, into: written }];
  const cast = new Cast(around, task.rules, task.daring ?? false);
  for (let layer = open.pop(); layer; layer = open.pop()) {
    const planned = await decodeLayer(start(), layer, around, cast);
    const { before, owed = [], daring } = layer.task;
    const owing = daring ? [] : owedBelow(before, planned, owed, around.messages);
    const below = layer.into.flatMap((call, index) =>
      openBelow(call, planned[index], layer.task, [...(owing[index] ?? [])], around.messages),
    );
    open.push(...below.reverse());
  }
  return written;
}

async function decodeLayer(
  writer: Writer,
  { task, into }: OpenLayer,
  around: Surroundings,
  cast: Cast,
): Promise<PlannedCall[]> {
  const { memory } = around;
  const caller = task.path.at(-1);
  const unlike = task.unlike ?? [];
  const draft = await draftFor(task, around, cast);
  const { catalogue } = cast;
  const size = sizeOf(task);
  const hints = findHints(memory, { path: task.path, before: task.before, size });
  writer.write(encodePrompt(catalogue, task.path, promptConditions(task, caller), hints));
  writer.write(encodeStructure(catalogue, shownBefore(task.before)).slice(0, -1));
  const planned = await decodeStructure(writer, {
    caller,
    catalogue,
    rules: task.rules,
    budget: task.budget,
    width: isAlone(task) ? 1 : task.width,
    alone: isAlone(task),
    settles: task.settles,
    endsFrom: task.endsFrom ?? 0,
    reach: cast.reach,
    draft,
    typed: task.typed ?? NOTHING_TYPED,
    typesOf: (service) => cast.typesOf(service, caller?.service ?? ''),
    isUsual: (call, before) =>
      (task.daring || around.isUsual(call, task.path, [...task.before, ...before])) &&
      (before.length > 0 ||
        !unlike.some((other) => other.service === call.service && other.type === call.type)),
    callsLike: (call) => {
      const seen = memory.callsLike(call);
      return seen.length > 0 ? seen : around.callsNamedLike(call);
    },
    predictNext: (written) =>
      memory.predictNext({ path: task.path, before: [...task.before, ...written], size }),
    oddsBehind: (written) =>
      oddsAt({ catalogue, memory }, { path: task.path, before: [...task.before, ...written] }),
    operationOf: (type, service, before) =>
      around.operationOf({
        caller,
        asked: purposeAlong(task.path),
        type,
        service,
        before: [...task.before, ...before],
        rules: task.rules,
        beginning: before.length === 0 ? (task.typed?.operation ?? '') : '',
        unlike: before.length === 0 ? unlike : [],
      }),
  });
  if (writer.tokens.at(-1) !== mark.end) writer.write([mark.end]);
  into.push(...(await addTimes(writer, task, planned, around)));
  // A layer of which only the next call was asked for is not whole.
  if (task.width === Number.POSITIVE_INFINITY)
    memory.addLayer(task.path, [...task.before, ...into], OWN_WEIGHT);
  return planned;
}

/** What the author of this fill would write; undefined where the model itself chooses. */
async function draftFor(task: SubtreeTask, around: Surroundings, cast: Cast): Promise<Draft | undefined> {
  const { path, before, typed = NOTHING_TYPED, unlike = [] } = task;
  const isNextOnly = task.width === 1 || isAlone(task);
  const calls = await around.draftOf?.({ path, before, typed, isNextOnly });
  if (!calls) return undefined;
  const [first, ...others] = calls;
  const isOther = !unlike.some(({ type, service }) => type === first?.type && service === first.service);
  const admitted = isOther ? calls : others;
  cast.admit(admitted);
  return createDraft(admitted);
}

async function addTimes(
  writer: Writer,
  task: SubtreeTask,
  planned: readonly PlannedCall[],
  around: Surroundings,
): Promise<OpenCall[]> {
  if (planned.length === 0) return [];
  writer.write(tellTimes(shownBefore(task.before)));
  const times = await decodeTimes(writer, {
    limits: planned.map((call) => limitsOf(call, task.rules, around)),
    total: task.time,
    callers: task.path.at(-1)?.duration,
    placement: task.placement,
    random: around.random,
  });
  return planned.map(({ type, service, operation, repeat }, index) => ({
    type,
    service,
    ...(operation === undefined ? {} : { operation }),
    repeat,
    duration: times[index]?.duration ?? 0,
    overlaps: times[index]?.overlaps ?? false,
    children: [],
  }));
}

/** What a call takes at least, as calls go: who makes some is not done before. */
const USUAL_CALL = 1.5e6;

function limitsOf(call: PlannedCall, rules: RuleState, around: Surroundings): TimeLimits {
  const below = call.below?.calls.min ?? 0;
  const seen = around.durationsOf(call, below);
  return {
    ...rules.durationLimits(call),
    usual: seen.length > 0 ? 0 : below * USUAL_CALL,
    seen,
    seenOverlaps: around.memory.callsLike(call).flatMap((seen) => (seen.isFirst ? [] : [seen.call.overlaps])),
    repeat: call.repeat,
    drafted: call.drafted,
  };
}

function openBelow(
  call: OpenCall,
  planned: PlannedCall | undefined,
  parent: SubtreeTask,
  owed: readonly string[],
  messages: Messages,
): OpenLayer[] {
  if (!planned?.below) return [];
  const own = owed.filter((topic) => messages.sends(call.service, topic));
  const rules = planned.rulesBelow ?? parent.rules;
  const task: SubtreeTask = {
    path: [...parent.path, call],
    before: [],
    budget: planned.below,
    rules: rules.owing(own.map(sendOf)),
    owed: owed.filter((topic) => !own.includes(topic)),
    time: call.duration ?? Number.POSITIVE_INFINITY,
    placement: 'free',
    width: Number.POSITIVE_INFINITY,
    alone: Math.max(0, (parent.alone ?? 0) - 1),
    settles: isAlone(parent) && parent.settles,
    daring: parent.daring ?? false,
    wishes: parent.wishes.without ? { without: parent.wishes.without } : {},
  };
  return [{ task, into: call.children }];
}

/** Calls of the whole layer and below, where it is settled; a range that the model chose as one counts as its least. */
function sizeOf({ before, budget: { calls }, width }: SubtreeTask): number | undefined {
  const isSettled = width === Number.POSITIVE_INFINITY && countBucket(calls.min) === countBucket(calls.max);
  return isSettled ? countCalls(before) + calls.min : undefined;
}

const isAlone = ({ alone = 0 }: SubtreeTask): boolean => alone > 0;

/** Exact counts are told; a range is left to the masks. */
function promptConditions(task: SubtreeTask, caller: CallNode | undefined): LayerConditions {
  const { calls, depth } = task.budget;
  return {
    ...task.wishes,
    ...(calls.min === calls.max ? { calls: calls.min } : {}),
    ...(depth.min === depth.max ? { depth: depth.min } : {}),
    ...(caller?.duration === undefined ? {} : { time: caller.duration }),
  };
}
