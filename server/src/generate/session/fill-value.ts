import { boundsOfValueHole, type ValueBounds } from '../../core/constraints/value-bounds.ts';
import { createRandom } from '../../core/random.ts';
import { latencyRulesOf } from '../../core/schedule/latency.ts';
import { operationOf } from '../../core/schedule/pattern.ts';
import type { Call, CallType, Spec } from '../../core/spec/spec.ts';
import { CALL_TYPES } from '../../core/spec/spec.ts';
import { spellDuration } from '../../core/spec/spell.ts';
import { isModifierWord, isName, nameOrQuoted } from '../../core/text/names.ts';
import type { DraftedCall } from '../author/drafted-call.ts';
import { type CallNode, countCalls } from '../call-node.ts';
import { encodePrompt, encodeStructure, tellTimes } from '../codec/layer.ts';
import { pickShare, type Writer } from '../decoder/choose.ts';
import { decodeTimes } from '../decoder/decode-times.ts';
import { isLeafType } from '../decoder/reach.ts';
import { NOTHING_TYPED, type TypedCall } from '../decoder/typed-call.ts';
import { drawLayer } from '../draw.ts';
import { findHints } from '../memory/hints.ts';
import { eventOf } from '../memory/next-call.ts';
import { purposeAlong } from '../purpose.ts';
import { scoreCandidates } from '../scoring/whole-layer.ts';
import { type Attempt, attemptAt, type Decoding } from './decoding.ts';
import type { Filling } from './fill.ts';
import type { CallHoleSite } from './hole-sites.ts';
import { type LayerAt, layerAt } from './layer-at.ts';
import { ownService, servicesOf } from './named-services.ts';
import { type OpenCallRules, rulesOfOpenCall } from './open-call-rules.ts';

/** One value hole with all that is known around it. */
interface Task {
  readonly spec: Spec;
  readonly site: CallHoleSite;
  /** What the constraints say of the value. */
  readonly bounds: ValueBounds;
  readonly rules: OpenCallRules;
  readonly layer: LayerAt;
  readonly attempt: Attempt;
  readonly decoding: Decoding;
  /** 0 takes the likeliest. */
  readonly temperature: number;
}

/** Writes one open value of a call: its type, callee, operation or duration. */
export async function fillValue(
  decoding: Decoding,
  spec: Spec,
  site: CallHoleSite,
  options: { readonly seed: string; readonly temperature: number },
): Promise<Filling> {
  const { place, call } = site;
  const bounds = boundsOfValueHole(spec, place.trace, [...place.path, call], site.slot);
  const attempt = attemptAt(decoding, spec, place, {
    ...options,
    open: call,
    ...(typeof call.type === 'string' && { typed: { ...NOTHING_TYPED, type: call.type, typeDone: true } }),
    named: [...servicesOf(bounds.required), ...ownService(call)],
  });
  const task = {
    spec,
    site,
    bounds,
    rules: rulesOfOpenCall(bounds),
    layer: layerAt(spec, place),
    attempt,
    decoding,
    temperature: options.temperature,
  };
  switch (site.slot) {
    case 'type':
      return fillType(task);
    case 'callee':
      return fillCallee(task);
    case 'operation':
      return fillOperation(task);
    case 'duration':
      return fillDuration(task);
  }
}

async function fillType(task: Task): Promise<Filling> {
  const { callee } = task.site.call;
  const types = CALL_TYPES.filter((type) => isFitting(task, type));
  const candidates =
    'kind' in callee
      ? types.flatMap((type) => servicesFor(task, type))
      : waysToCall(task, types, callee.value);
  const chosen = await chooseCall(task, candidates);
  return chosen ? { text: chosen.type } : { refused: 'No type of call is allowed here by the constraints.' };
}

/** As the service is known to be called; one that is nothing but a name is called in another way where that one is ruled out. */
function waysToCall(task: Task, types: readonly CallType[], service: string): readonly Candidate[] {
  const caller = callerOf(task);
  const known = task.attempt.around.typesOf(service, caller);
  const allowed = types
    .filter((type) => type !== 'in' || service === caller)
    .map((type) => ({ type, service }))
    .filter((candidate) => mayBe(task, candidate));
  const usual = allowed.filter(({ type }) => known.has(type));
  return usual.length > 0 || (known.size > 0 && !isMereName(task, service)) ? usual : allowed;
}

function isMereName({ spec, attempt }: Task, service: string): boolean {
  const isDeclared = spec.items.some((item) => item.kind === 'service' && item.name.value === service);
  return !isDeclared && attempt.around.memory.callee(service) === undefined;
}

async function fillCallee(task: Task): Promise<Filling> {
  const { type } = task.site.call;
  if (typeof type !== 'string') return { refused: 'The type of this call is still open.' };
  if (type === 'in') return fillOwnName(task);
  const drafted = await draftedAfter(task, { type, typeDone: true });
  if (drafted && isCallable(task, type, drafted.service)) return { text: nameOrQuoted(drafted.service) };
  const chosen = await chooseCall(task, servicesFor(task, type));
  return chosen ? { text: nameOrQuoted(chosen.service) } : { refused: noService(type) };
}

/** Who works inside himself is his own callee. */
function fillOwnName(task: Task): Filling {
  const service = callerOf(task);
  return mayBe(task, { type: 'in', service })
    ? { text: nameOrQuoted(service) }
    : { refused: noService('in') };
}

const noService = (type: CallType): string =>
  `No service known here can be called by \`${type}\` without breaking a constraint.`;

/** What a call may be where its type or callee is open. */
type Candidate = Pick<CallNode, 'type' | 'service' | 'operation'>;

/** The hole stands among calls that are known, so each candidate is judged by the whole layer. */
async function chooseCall(task: Task, candidates: readonly Candidate[]): Promise<Candidate | undefined> {
  const [first, second] = candidates;
  if (!first || !second) return first;
  const { decoding, layer, attempt, temperature } = task;
  const [call, ...after] = drawFrom(task, first);
  if (!call) return first;
  const { mixture } = await scoreCandidates(
    decoding.model,
    attempt.around,
    { path: layer.path, before: layer.before, after },
    candidates.map((candidate) => ({ ...call, ...candidate })),
    decoding.signal,
  );
  const shares = candidates.map((candidate) => mixture.get(eventOf(candidate)) ?? 0);
  return candidates[pickShare(shares, { temperature, random: attempt.around.random })];
}

/** The call that an author writes there, the hole being what follows `typed`; undefined where the model itself is asked. */
async function draftedAfter(task: Task, typed: Partial<TypedCall>): Promise<DraftedCall | undefined> {
  const { path, before } = task.layer;
  const request = { path, before, typed: { ...NOTHING_TYPED, ...typed }, isNextOnly: true };
  return (await task.attempt.around.draftOf?.(request))?.[0];
}

/** Nobody's name is used as another type, and what is no name is no service. */
function isCallable(task: Task, type: CallType, service: string): boolean {
  const types = task.attempt.around.typesOf(service, callerOf(task));
  const isCallee = types.size === 0 ? isName(service) : types.has(type);
  return isCallee && mayBe(task, { type, service });
}

async function fillOperation(task: Task): Promise<Filling> {
  const { type, callee } = task.site.call;
  if (typeof type !== 'string' || 'kind' in callee)
    return { refused: 'The callee of this call is still open.' };
  const asked = { type, service: callee.value };
  const drafted = (await draftedAfter(task, { ...asked, typeDone: true, serviceDone: true }))?.operation;
  if (drafted !== undefined && mayBe(task, { ...asked, operation: drafted }))
    return { text: nameOrQuoted(drafted, isModifierWord) };
  const operation = task.attempt.around.operationOf({
    caller: task.layer.path.at(-1),
    asked: purposeAlong(task.layer.path),
    type,
    service: callee.value,
    before: task.layer.before,
    rules: task.rules.state,
    beginning: '',
    always: true,
  });
  if (operation === undefined) return { refused: `No operation of \`${callee.value}\` is known.` };
  if (!mayBe(task, { ...asked, operation }))
    return { refused: `No operation known of \`${callee.value}\` is allowed here by the constraints.` };
  return { text: nameOrQuoted(operation, isModifierWord) };
}

async function fillDuration(task: Task): Promise<Filling> {
  const [call, ...after] = drawFrom(task);
  if (!call) return { refused: 'The callee of this call is still open.' };
  const { min, max } = task.bounds;
  if (min > max)
    return {
      refused: `A duration of at least ${spellDuration(Math.ceil(min))} does not fit here: ${spellDuration(max)} is left.`,
    };
  const { catalogue, durationsOf, random } = task.attempt.around;
  const writer = startLayer(task);
  writer.write(encodeStructure(catalogue, [call, ...after]));
  writer.write(tellTimes(task.layer.before));
  const [time] = await decodeTimes(writer, {
    limits: [
      {
        min,
        max,
        usual: timeBelow(call),
        seen: durationsOf(call, countCalls(call.children)),
        seenOverlaps: [],
        repeat: call.repeat,
        drafted: await draftedAfter(task, spelledOut(call)),
      },
    ],
    total: Number.POSITIVE_INFINITY,
    callers: task.layer.path.at(-1)?.duration,
    placement: task.layer.together ? 'par' : 'sequence',
    random,
  });
  return { text: spellDuration(time?.duration ?? 0) };
}

/** The call itself and those behind it, as the text has them; what is open of the call is as `settled` says. */
function drawFrom({ spec, site }: Task, settled?: Candidate): CallNode[] {
  const behind = site.place.body.slice(site.place.index + 1);
  const call = settled ? settledAs(site.call, settled) : site.call;
  if ('kind' in call.callee || typeof call.type !== 'string') return [];
  const options = { random: createRandom('as written'), latency: latencyRulesOf(spec) };
  return drawLayer([call, ...behind], options);
}

function settledAs(call: Call, { type, service }: Candidate): Call {
  const callee = 'kind' in call.callee ? { range: call.callee.range, value: service } : call.callee;
  return { ...call, type, callee };
}

/** All of a call that stands ahead of its duration. */
function spelledOut({ type, service, operation = '' }: CallNode): TypedCall {
  return { type, typeDone: true, service, serviceDone: true, operation };
}

/** What the calls below take as drawn, in nanoseconds: those that are still open may be made to fit what is chosen here. */
function timeBelow({ children }: CallNode): number {
  return children.reduce(
    (sum, child) => sum + (child.overlaps ? 0 : (child.duration ?? 0) * child.repeat),
    0,
  );
}

/** A writer behind the calls that stand before the hole's. */
function startLayer({ attempt, layer }: Task): Writer {
  const { catalogue, memory } = attempt.around;
  const time = layer.path.at(-1)?.duration;
  const writer = attempt.start();
  const hints = findHints(memory, layer);
  writer.write(encodePrompt(catalogue, layer.path, time === undefined ? {} : { time }, hints));
  writer.write(encodeStructure(catalogue, layer.before).slice(0, -1));
  return writer;
}

function servicesFor(task: Task, type: CallType): Candidate[] {
  const { catalogue, typesOf } = task.attempt.around;
  return catalogue.entries
    .filter(({ service }) => typesOf(service, callerOf(task)).has(type))
    .map(({ service }) => ({ type, service }))
    .filter((candidate) => mayBe(task, candidate));
}

/** A call with children is no store, and `in` needs a caller to be in. */
function isFitting({ site, layer }: Task, type: CallType): boolean {
  if (type === 'in') return layer.path.length > 0 && site.call.body.length === 0;
  return !isLeafType(type) || site.call.body.length === 0;
}

/** Whether the constraints let the call become this one; its operation, unless it is named, is as written. */
function mayBe(task: Task, candidate: Candidate): boolean {
  const operation = candidate.operation ?? operationOf(task.site.call);
  return task.rules.allows(callerOf(task), {
    ...candidate,
    ...(operation !== undefined && { operation }),
  });
}

const callerOf = ({ layer }: Task): string => layer.path.at(-1)?.service ?? '';
