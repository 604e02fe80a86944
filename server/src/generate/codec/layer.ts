import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { type CallNode, countCalls, depthOf } from '../call-node.ts';
import type { Token } from '../language-model.ts';
import { countBucket, depthBucket, repeatBucket, timeBucket } from './buckets.ts';
import { type Catalogue, spellOperation } from './catalogue.ts';
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

const HINT_MARKS: Readonly<Record<Likeness, Mark>> = {
  same: 'hint-same',
  caller: 'hint-caller',
  other: 'hint-other',
};

/**
 * The prompt of a layer, to stand behind the catalogue's head: ancestors, the caller's operation, conditions, hints
 * (least similar first, so that the best stands right before the answer).
 */
export function encodePrompt(
  catalogue: Catalogue,
  path: readonly CallNode[],
  conditions: LayerConditions,
  hints: readonly Hint[],
): Token[] {
  const caller = path.at(-1);
  return [
    mark.layer,
    ...(caller ? path.slice(-MAX_ANCESTORS).flatMap((call) => encodeCallee(catalogue, call)) : [mark.user]),
    mark.operation,
    ...spellOperation(caller?.operation),
    ...encodeConditions(catalogue, conditions),
    ...hints.flatMap((hint) => encodeHint(catalogue, hint)),
    mark.answer,
  ];
}

function encodeConditions(catalogue: Catalogue, conditions: LayerConditions): Token[] {
  const tokens: Token[] = [];
  if (conditions.calls !== undefined) tokens.push(callsToken(countBucket(conditions.calls)));
  if (conditions.depth !== undefined) tokens.push(depthToken(depthBucket(conditions.depth)));
  if (conditions.time !== undefined) tokens.push(timeToken(timeBucket(conditions.time)));
  if (conditions.slow) tokens.push(mark.slow);
  if (conditions.rare) tokens.push(mark.rare);
  for (const service of conditions.include ?? [])
    tokens.push(mark.include, ...encodeService(catalogue, service));
  for (const type of conditions.without ?? []) tokens.push(mark.without, typeToken[type]);
  return tokens;
}

function encodeHint(catalogue: Catalogue, hint: Hint): Token[] {
  const calls = hint.calls.slice(0, MAX_HINT_CALLS);
  return [
    mark[HINT_MARKS[hint.likeness]],
    ...calls.flatMap((call) => encodeCall(catalogue, call)),
    mark['hint-end'],
  ];
}

/** The answer's structure: every call, then `<end>`. */
export function encodeStructure(catalogue: Catalogue, calls: readonly CallNode[]): Token[] {
  return [...calls.flatMap((call) => encodeCall(catalogue, call)), mark.end];
}

/** `type service [×n] leaf` or `type service [×n] calls depth`. */
export function encodeCall(catalogue: Catalogue, call: CallNode): Token[] {
  return [...encodeCallee(catalogue, call), ...encodeSize(call)];
}

/** `[×n] leaf` or `[×n] calls depth`. */
export function encodeSize(call: CallNode): Token[] {
  const repeat = repeatBucket(call.repeat);
  return [...(repeat > 0 ? [repeatToken(repeat)] : []), ...encodeBelow(call.children)];
}

function encodeBelow(children: readonly CallNode[]): Token[] {
  if (children.length === 0) return [mark.leaf];
  return [callsToken(countBucket(countCalls(children))), depthToken(depthBucket(depthOf(children)))];
}

/** The answer's times, behind its structure: for each call whether it overlaps the one ahead of it, and its duration. */
export function encodeTimes(calls: readonly CallNode[]): Token[] {
  return [mark.times, ...calls.flatMap((call) => encodeTime(call.overlaps, call.duration ?? 0))];
}

export function encodeTime(overlaps: boolean, duration: Nanoseconds): Token[] {
  return [overlaps ? mark.overlaps : mark.follows, timeToken(timeBucket(duration))];
}

function encodeCallee(catalogue: Catalogue, call: CallNode): Token[] {
  return [typeToken[call.type], ...encodeService(catalogue, call.service)];
}

function encodeService(catalogue: Catalogue, service: string): Token[] {
  const reference = catalogue.referenceOf(service);
  return [reference === undefined ? mark.new : serviceToken(reference)];
}
