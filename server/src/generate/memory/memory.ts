import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { type CallNode, layersOf, type PlacedLayer } from '../call-node.ts';
import type { Hint, Likeness } from '../codec/layer.ts';
import { stem, wordsOf } from '../codec/words.ts';
import { createNextCalls, type LayerContext, type Prediction } from './next-call.ts';

/** A layer that was seen, with what it is found by. */
export interface StoredLayer {
  readonly caller: string;
  readonly operation: string;
  readonly words: ReadonlySet<string>;
  readonly calls: readonly CallNode[];
  /** Structure only, to tell whether two layers are the same to a reader. */
  readonly shape: string;
  readonly order: number;
  /** How much it counts as evidence: 1 for what stands in the workspace. */
  readonly weight: number;
}

/** Calls of one service, as seen so far. */
export interface ServiceUse {
  readonly service: string;
  readonly types: ReadonlyMap<CallType, number>;
  readonly count: number;
}

/** Every layer seen in some traces, by caller and operation. Grows only; a changed document gets a new one. */
export interface Memory {
  readonly services: ReadonlyMap<string, ServiceUse>;
  readonly layers: readonly StoredLayer[];
  add(roots: readonly CallNode[]): void;
  addLayer(path: readonly CallNode[], calls: readonly CallNode[], weight?: number): void;
  /** The same for a layer that stands with all that is below its calls. */
  addWhole(layer: PlacedLayer, weight?: number): void;
  /** Adds the layers below `calls`, and each of these calls by itself, where their own layer is not whole yet. */
  addBelow(calls: readonly CallNode[]): void;
  layersOfCaller(service: string): readonly StoredLayer[];
  /** What came next at places like this one. */
  predictNext(context: LayerContext): Prediction;
  /** How often each operation of a callee was asked for by calls of that type. */
  operationsOf(type: CallType, service: string): ReadonlyMap<string, number>;
  durations(type: CallType, service: string, operation: string | undefined): readonly Nanoseconds[];
  /** Calls of one kind in whole traces, so with all that is below them; of the same operation where there are any. */
  callsLike(call: CallKind): readonly CallNode[];
  /** Methods that services are called by, in the order in which they were met. */
  readonly methods: ReadonlySet<string>;
  /** Services that begin a trace. */
  readonly entries: ReadonlySet<string>;
  /** Services that another one calls. */
  readonly callees: ReadonlySet<string>;
  /** The most calls of a service by that type that one layer makes; 0 where none was seen. */
  mostInLayer(type: CallType, service: string): number;
}

/** What tells one kind of call from another. */
export type CallKind = Pick<CallNode, 'type' | 'service'> & { readonly operation?: string | undefined };

/** Durations kept for one kind of call; enough for its quantiles. */
const MAX_DURATIONS = 64;
/** Calls kept of one kind; enough to know how large they are. */
const MAX_ALIKE = 32;
/** Callers above the entry call. */
export const ROOT_CALLER = '';

export function createMemory(): Memory {
  const layers: StoredLayer[] = [];
  const nextCalls = createNextCalls();
  // Counted when somebody asks: many a memory is only looked up for its layers.
  const uncounted: (PlacedLayer & { readonly weight: number })[] = [];
  const byCaller = new Map<string, StoredLayer[]>();
  const services = new Map<string, MutableUse>();
  const durations = new Map<string, Nanoseconds[]>();
  const whole = new Map<string, CallNode[]>();
  const operations = new Map<string, Map<string, number>>();
  const methods = new Set<string>();
  const entries = new Set<string>();
  const callees = new Set<string>();
  const most = new Map<string, number>();

  const addLayer: Memory['addLayer'] = (path, calls, weight = 1) => {
    const caller = path.at(-1);
    const layer = store(caller, calls, layers.length, weight);
    layers.push(layer);
    uncounted.push({ path, calls, weight });
    raiseMost(most, calls);
    for (const { service } of calls) (caller ? callees : entries).add(service);
    append(byCaller, layer.caller, layer, Number.POSITIVE_INFINITY);
    count(calls);
  };
  const count = (calls: readonly CallNode[]) => {
    for (const call of calls) {
      countUse(services, call);
      countOperation(operations, call);
      if (call.type === 'rpc' && call.operation !== undefined) methods.add(call.operation);
      if (call.duration === undefined) continue;
      append(durations, kindKey(call), call.duration, MAX_DURATIONS);
      append(durations, kindKey({ ...call, operation: undefined }), call.duration, MAX_DURATIONS);
    }
  };
  const keepWhole = (calls: readonly CallNode[]) => {
    for (const call of calls) {
      append(whole, kindKey(call), call, MAX_ALIKE);
      if (call.operation !== undefined)
        append(whole, kindKey({ ...call, operation: undefined }), call, MAX_ALIKE);
    }
  };
  const addWhole: Memory['addWhole'] = ({ path, calls }, weight) => {
    addLayer(path, calls, weight);
    keepWhole(calls);
  };

  return {
    services,
    layers,
    addLayer,
    addWhole,
    methods,
    entries,
    callees,
    mostInLayer: (type, service) => most.get(callKey(type, service)) ?? 0,
    addBelow: (calls) => {
      count(calls);
      keepWhole(calls);
      for (const layer of layersOf(calls).slice(1)) addWhole(layer);
    },
    add: (roots) => {
      for (const layer of layersOf(roots)) addWhole(layer);
    },
    operationsOf: (type, service) => operations.get(callKey(type, service)) ?? new Map(),
    predictNext: (context) => {
      for (const { path, calls, weight } of uncounted.splice(0)) nextCalls.addLayer(path, calls, weight);
      return nextCalls.predict(context);
    },
    layersOfCaller: (service) => byCaller.get(service) ?? [],
    callsLike: (call) =>
      whole.get(kindKey(call)) ?? whole.get(kindKey({ ...call, operation: undefined })) ?? [],
    durations: (type, service, operation) => {
      const exact = durations.get(kindKey({ type, service, operation })) ?? [];
      return exact.length > 0
        ? exact
        : (durations.get(kindKey({ type, service, operation: undefined })) ?? []);
    },
  };
}

const MAX_HINTS = 3;

/**
 * Up to three earlier layers most like the one that `path` ends in, the best last: those of the same caller and
 * operation, or, where there are none, of its other operations and of callers elsewhere that read alike.
 */
export function findHints(memory: Memory, path: readonly CallNode[], before: readonly CallNode[]): Hint[] {
  const caller = path.at(-1);
  const own = memory.layersOfCaller(caller?.service ?? ROOT_CALLER);
  const operation = caller?.operation ?? '';
  const ranked = own
    .map((layer) => ({
      layer,
      likeness: likenessOf(layer, operation),
      agreement: agreement(layer.calls, before),
    }))
    .sort((a, b) => rank(b) - rank(a) || b.layer.order - a.layer.order);
  const same = distinct(ranked.filter((entry) => entry.likeness === 'same')).slice(0, MAX_HINTS);
  const found =
    same.length > 0
      ? same
      : [...distinct(ranked).slice(0, MAX_OTHER_HINTS), ...similarElsewhere(memory, caller)];
  return found
    .slice(0, MAX_HINTS)
    .map(({ layer, likeness }) => ({ likeness, calls: layer.calls }))
    .reverse();
}

interface Ranked {
  readonly layer: StoredLayer;
  readonly likeness: Likeness;
  readonly agreement: number;
}

const rank = (entry: Ranked): number => (entry.likeness === 'same' ? 2 : 0) + entry.agreement;

function likenessOf(layer: StoredLayer, operation: string): Likeness {
  return layer.operation === operation ? 'same' : 'caller';
}

/** Share of the calls written so far that stand in the same place of `calls`. */
function agreement(calls: readonly CallNode[], before: readonly CallNode[]): number {
  if (before.length === 0) return 0;
  const same = before.filter(
    (call, index) => calls[index]?.service === call.service && calls[index]?.type === call.type,
  );
  return same.length / before.length;
}

/** The first of each shape, most frequent shapes of equal rank keeping their place. */
function distinct(ranked: readonly Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return ranked.filter(({ layer }) => !seen.has(layer.shape) && seen.add(layer.shape));
}

/** Layers of other callers that share words with this one; scanning is bounded. */
function similarElsewhere(memory: Memory, caller: CallNode | undefined): Ranked[] {
  if (!caller) return [];
  const words = callerWords(caller);
  const scored = memory.layers
    .slice(-MAX_SCANNED)
    .filter((layer) => layer.caller !== ROOT_CALLER && layer.caller !== caller.service)
    .map((layer) => ({ layer, likeness: 'other' as const, agreement: overlap(words, layer.words) }))
    .filter((entry) => entry.agreement >= MIN_OVERLAP)
    .sort((a, b) => b.agreement - a.agreement || a.layer.order - b.layer.order);
  return distinct(scored).slice(0, MAX_OTHER_HINTS);
}

const MAX_SCANNED = 5_000;
const MAX_OTHER_HINTS = 2;
const MIN_OVERLAP = 0.25;

/** Shared words as a share of all (Jaccard). */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}

export function callerWords(caller: Pick<CallNode, 'service' | 'operation'>): Set<string> {
  return new Set([...wordsOf(caller.service), ...wordsOf(caller.operation ?? '')].map(stem));
}

interface MutableUse extends ServiceUse {
  readonly types: Map<CallType, number>;
  count: number;
}

function store(
  caller: CallNode | undefined,
  calls: readonly CallNode[],
  order: number,
  weight: number,
): StoredLayer {
  return {
    caller: caller?.service ?? ROOT_CALLER,
    operation: caller?.operation ?? '',
    words: caller ? callerWords(caller) : new Set(),
    calls,
    shape: calls.map((call) => `${call.type} ${call.service} ${call.children.length > 0}`).join('\n'),
    order,
    weight,
  };
}

function countUse(services: Map<string, MutableUse>, call: CallNode): void {
  const use = services.get(call.service) ?? { service: call.service, types: new Map(), count: 0 };
  use.count++;
  use.types.set(call.type, (use.types.get(call.type) ?? 0) + 1);
  services.set(call.service, use);
}

function raiseMost(most: Map<string, number>, calls: readonly CallNode[]): void {
  const counts = new Map<string, number>();
  for (const { type, service } of calls) {
    const key = callKey(type, service);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, count] of counts) most.set(key, Math.max(count, most.get(key) ?? 0));
}

function countOperation(operations: Map<string, Map<string, number>>, call: CallNode): void {
  if (call.operation === undefined) return;
  const key = callKey(call.type, call.service);
  const counts = operations.get(key) ?? new Map<string, number>();
  counts.set(call.operation, (counts.get(call.operation) ?? 0) + 1);
  operations.set(key, counts);
}

function append<T>(map: Map<string, T[]>, key: string, value: T, limit: number): void {
  const values = map.get(key);
  if (!values) map.set(key, [value]);
  else if (values.length < limit) values.push(value);
}

const callKey = (type: CallType, service: string): string => `${type}\n${service}`;

const kindKey = ({ type, service, operation }: CallKind): string => `${type}\n${service}\n${operation ?? ''}`;
