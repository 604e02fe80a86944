import type { CallType } from '../../core/spec/spec.ts';
import { type CallNode, countCalls, layersOf, type PlacedLayer } from '../call-node.ts';
import type { Evidence, SeenDuration, StoredLayer, WholeCall } from './evidence.ts';
import { GrowingEvidence } from './growing-evidence.ts';
import { GrownEvidence, joinedEvidence } from './joined-evidence.ts';
import { type CountsIn, type Event, type LayerContext, type Prediction, predict } from './next-call.ts';

/** Every layer seen in some traces, by caller and operation. */
export interface Memory extends Evidence {
  layersOfCaller(service: string): readonly StoredLayer[];
  /** The kinds of calls that a service was seen to make. */
  callsOf(caller: string): ReadonlySet<Event>;
  /** What came next at places like this one. */
  predictNext(context: LayerContext): Prediction;
  /** How often each operation of a callee was asked for by calls of that type. */
  operationsOf(type: CallType, service: string): ReadonlyMap<string, number>;
  /** How long calls of one kind took; of the same operation where there are any. */
  durations(call: CallKind): readonly SeenDuration[];
  /** Calls of one kind in whole traces, so with all that is below them; of the same operation where there are any. */
  callsLike(call: CallKind): readonly WholeCall[];
  /** The most calls of a service by that type that one layer makes; 0 where none was seen. */
  mostInLayer(type: CallType, service: string): number;
}

/** A memory that traces are added to. Nothing is ever taken back; a changed trace gets a new one. */
export interface GrowingMemory extends Memory {
  /** @returns how many layers that were */
  add(roots: readonly CallNode[], weight?: number): number;
  addLayer(path: readonly CallNode[], calls: readonly CallNode[], weight?: number): void;
  /** The same for a layer that stands with all that is below its calls. */
  addWhole(layer: PlacedLayer, weight?: number): void;
  /** Adds the layers below `calls`, and each of these calls by itself, where their own layer is not whole yet. */
  addBelow(calls: readonly CallNode[]): void;
}

/** What tells one kind of call from another. */
export type CallKind = Pick<CallNode, 'type' | 'service'> & { readonly operation?: string | undefined };

/** An empty memory, or one that goes on where `below` ends: that one is read and never written. */
export function createMemory(below?: Memory): GrowingMemory {
  const own = new GrowingEvidence();
  const all = below === undefined ? undefined : new GrownEvidence(below, own);
  const addLayer = (layer: PlacedLayer, weight: number, size?: number) => {
    own.addLayer(layer, weight, size);
    all?.hasGrown();
  };
  const addWhole: GrowingMemory['addWhole'] = (layer, weight = 1) => {
    const size = countCalls(layer.calls);
    addLayer(layer, weight, size);
    own.keepWhole(layer.calls, size, weight);
  };
  return {
    ...memoryOver(all ?? own),
    addWhole,
    addLayer: (path, calls, weight = 1) => addLayer({ path, calls }, weight),
    add: (roots, weight) => {
      const layers = layersOf(roots);
      for (const layer of layers) addWhole(layer, weight);
      return layers.length;
    },
    addBelow: (calls) => {
      own.addCalls(calls, { callers: undefined, areWhole: true });
      own.keepWhole(calls);
      all?.hasGrown();
      for (const layer of layersOf(calls).slice(1)) addWhole(layer);
    },
  };
}

/** One memory of all that `memories` hold, as if it had been added in this order; they must not grow any more. */
export function joinedMemory(memories: readonly Memory[]): Memory {
  const [only, ...others] = memories;
  return only && others.length === 0 ? only : memoryOver(joinedEvidence(memories));
}

const NOTHING: CountsIn = () => undefined;
const NONE: ReadonlySet<Event> = new Set();

function memoryOver(evidence: Evidence): Memory {
  const { callee, caller, followers, isSeen, methods, mostAlike } = evidence;
  const usesOf = ({ type, service }: CallKind) => callee(service)?.types.get(type);
  const usesLike = (call: CallKind) =>
    call.operation === undefined ? undefined : usesOf(call)?.operations.get(call.operation);
  return {
    callee,
    caller,
    followers,
    isSeen,
    methods,
    mostAlike,
    layersOfCaller: (service) => caller(service)?.layers ?? [],
    callsOf: (service) => caller(service)?.makes ?? NONE,
    predictNext: (context) => {
      const ofCaller = caller(context.path.at(-1)?.service ?? '')?.followers ?? NOTHING;
      return predict(context, followers, ofCaller);
    },
    operationsOf: (type, service) => {
      const operations = usesOf({ type, service })?.operations ?? [];
      return new Map([...operations].map(([operation, { count }]) => [operation, count]));
    },
    durations: (call) => either(usesLike(call)?.durations, usesOf(call)?.durations),
    callsLike: (call) => either(usesLike(call)?.whole, usesOf(call)?.whole),
    mostInLayer: (type, service) => usesOf({ type, service })?.most ?? 0,
  };
}

function either<T>(first: readonly T[] = [], second: readonly T[] = []): readonly T[] {
  return first.length > 0 ? first : second;
}
