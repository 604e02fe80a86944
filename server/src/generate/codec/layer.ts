import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { type CallNode, countCalls, depthOf } from '../call-node.ts';
import type { Token } from '../language-model.ts';
import { coarseTimeBucket, countBucket, depthBucket, repeatBucket, timeBucket } from './buckets.ts';
import { type Catalogue, spellOperation, spellService } from './catalogue.ts';
import { namesakesOf } from './namesakes.ts';
import {
  callsToken,
  depthToken,
  type Mark,
  mark,
  repeatToken,
  serviceToken,
  timeToken,
  typeToken,
} from './vocabulary.ts';

/** What is known of a layer before it is written. Each condition may be absent; in training each is dropped at random. */
export interface LayerConditions {
  /** Calls of the layer and below it. */
  readonly calls?: number;
  /** Levels of the layer and below it; 1 is a layer of leaves. */
  readonly depth?: number;
  /** Duration of the caller. */
  readonly time?: Nanoseconds;
  readonly slow?: boolean;
  readonly rare?: boolean;
  readonly include?: readonly string[];
  readonly without?: readonly CallType[];
}

/** How much an earlier layer is like the one asked for. */
export type Likeness = 'same' | 'caller' | 'other';

/** An earlier layer shown right before the answer. */
export interface Hint {
  readonly likeness: Likeness;
  readonly calls: readonly CallNode[];
}

/** Calls of a hint that are shown; wide layers repeat themselves. */
const MAX_HINT_CALLS = 16;
const MAX_ANCESTORS = 3;

/**
 * Parts of a decade in which a time is told that the model goes by. Finer ones tell it nothing more (`docs/model.md`), and what
 * reads the same is asked once.
 */
const CALLER_PARTS = 4;
const SIBLING_PARTS = 2;

const HINT_MARKS: Readonly<Record<Likeness, Mark>> = {
  same: 'hint-same',
  caller: 'hint-caller',
  other: 'hint-other',
};

/**
 * The prompt of a layer, to stand behind the catalogue's head: ancestors, the caller's words and operation, conditions,
 * hints (least similar first), and who is named like the caller or its operation. The caller's words stand in the head, too;
 * here they are where the callee is chosen, which is what makes a small model compare names.
 * @param named without it names mean nothing, so none is spelled or compared (training only)
 */
export function encodePrompt(
  catalogue: Catalogue,
  path: readonly CallNode[],
  conditions: LayerConditions,
  hints: readonly Hint[],
  named = true,
): Token[] {
  const caller = path.at(-1);
  return [
    mark.layer,
    ...(caller ? path.slice(-MAX_ANCESTORS).flatMap((call) => mention(catalogue, call)) : [mark.user]),
    ...(caller && named ? spellService(caller.service) : []),
    mark.operation,
    ...spellOperation(caller?.operation),
    ...encodeConditions(catalogue, conditions),
    ...hints.flatMap((hint) => encodeHint(catalogue, hint)),
    ...(caller && named ? encodeNamesakes(catalogue, caller) : []),
    mark.answer,
  ];
}

/** Services that the caller is likely to call by their names alone; nothing where the names mean nothing. */
function encodeNamesakes(catalogue: Catalogue, caller: CallNode): Token[] {
  const { own, about, kin, shared } = namesakesOf(catalogue.entries, caller);
  const list = (name: Mark, services: readonly string[]) =>
    services.length === 0
      ? []
      : [mark[name], ...services.map((service) => mentionService(catalogue, service))];
  return [...list('shared', shared), ...list('kin', kin), ...list('about', about), ...list('own', own)];
}

function encodeConditions(catalogue: Catalogue, conditions: LayerConditions): Token[] {
  const tokens: Token[] = [];
  if (conditions.calls !== undefined) tokens.push(callsToken(countBucket(conditions.calls)));
  if (conditions.depth !== undefined) tokens.push(depthToken(depthBucket(conditions.depth)));
  if (conditions.time !== undefined) tokens.push(coarseTimeToken(conditions.time, CALLER_PARTS));
  if (conditions.slow) tokens.push(mark.slow);
  if (conditions.rare) tokens.push(mark.rare);
  for (const service of conditions.include ?? [])
    tokens.push(mark.include, mentionService(catalogue, service));
  for (const type of conditions.without ?? []) tokens.push(mark.without, typeToken[type]);
  return tokens;
}

function encodeHint(catalogue: Catalogue, hint: Hint): Token[] {
  const calls = hint.calls.slice(0, MAX_HINT_CALLS);
  return [
    mark[HINT_MARKS[hint.likeness]],
    ...calls.flatMap((call) => [...mention(catalogue, call), ...encodeSize(call)]),
    mark['hint-end'],
  ];
}

/**
 * The answer's structure: every call, then `<end>`. A service that the catalogue lacks is declared where it is called:
 * `type <new> reference words… <service-end>`; later calls of it are by that reference.
 * @param named without it new services are declared without their words (training only)
 */
export function encodeStructure(catalogue: Catalogue, calls: readonly CallNode[], named = true): Token[] {
  const tokens: Token[] = [];
  let known = catalogue;
  for (const call of calls) {
    tokens.push(typeToken[call.type], ...encodeCallee(known, call.service, named), ...encodeSize(call));
    known = declare(known, call, named);
  }
  return [...tokens, mark.end];
}

/** The catalogue behind a layer that declared its new services. */
export function declareServices(catalogue: Catalogue, calls: readonly CallNode[], named = true): Catalogue {
  return calls.reduce((known, call) => declare(known, call, named), catalogue);
}

function declare(catalogue: Catalogue, { service, type }: CallNode, named: boolean): Catalogue {
  return catalogue.with({ service, type, named });
}

function encodeCallee(catalogue: Catalogue, service: string, named: boolean): Token[] {
  const reference = catalogue.referenceOf(service);
  if (reference !== undefined) return [serviceToken(reference)];
  const next = catalogue.nextReference;
  if (next === undefined) return [mark.new, mark.unnamed];
  return [mark.new, serviceToken(next), ...(named ? spellService(service) : []), mark['service-end']];
}

/** For each token of a structure 1 where a model has to predict it, 0 where nothing could tell it. */
export function predictedTokens(structure: readonly Token[], named: boolean): number[] {
  const mask = structure.map(() => 1);
  for (let at = structure.indexOf(mark.new); at >= 0; at = structure.indexOf(mark.new, at + 1)) {
    // Which reference is free is arbitrary.
    mask[at + 1] = 0;
    const end = named ? at : structure.indexOf(mark['service-end'], at);
    for (let hidden = at + 1; hidden <= end; hidden++) mask[hidden] = 0;
  }
  return mask;
}

/** `[×n] leaf` or `[×n] calls depth`. */
export function encodeSize({ repeat, children }: CallNode): Token[] {
  return sizeTokens(repeat, countCalls(children), depthOf(children));
}

/**
 * The same from numbers.
 * @param below calls below the call
 * @param levels of these; 0 for a leaf
 */
export function sizeTokens(repeat: number, below: number, levels: number): Token[] {
  const bucket = repeatBucket(repeat);
  const size = levels === 0 ? [mark.leaf] : [callsToken(countBucket(below)), depthToken(depthBucket(levels))];
  return bucket > 0 ? [repeatToken(bucket), ...size] : size;
}

/** The answer's times, behind its structure: for each call whether it overlaps the one ahead of it, and its duration. */
export function encodeTimes(calls: readonly CallNode[]): Token[] {
  return [mark.times, ...calls.flatMap((call) => encodeTime(call.overlaps, call.duration ?? 0))];
}

export function encodeTime(overlaps: boolean, duration: Nanoseconds): Token[] {
  return [placementMark(overlaps), timeToken(timeBucket(duration))];
}

/** The same of calls that stand, where a time behind them is asked for. */
export function tellTimes(calls: readonly CallNode[]): Token[] {
  const told = ({ overlaps, duration = 0 }: CallNode) => [placementMark(overlaps), tellTime(duration)];
  return [mark.times, ...calls.flatMap(told)];
}

/** The same of one duration, which was settled a moment ago. */
export const tellTime = (duration: Nanoseconds): Token => coarseTimeToken(duration, SIBLING_PARTS);

const placementMark = (overlaps: boolean): Token => (overlaps ? mark.overlaps : mark.follows);

const coarseTimeToken = (duration: Nanoseconds, parts: number): Token =>
  timeToken(coarseTimeBucket(duration, parts));

/** A call that a prompt speaks of. */
function mention(catalogue: Catalogue, { type, service }: CallNode): Token[] {
  return [typeToken[type], mentionService(catalogue, service)];
}

function mentionService(catalogue: Catalogue, service: string): Token {
  const reference = catalogue.referenceOf(service);
  return reference === undefined ? mark.unnamed : serviceToken(reference);
}
