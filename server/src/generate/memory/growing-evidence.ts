import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { type CallNode, countCalls, depthOf, type PlacedLayer } from '../call-node.ts';
import {
  type Callee,
  type Caller,
  type Evidence,
  MAX_DURATIONS,
  MAX_WHOLE,
  ROOT_CALLER,
  type Role,
  type SeenDuration,
  type StoredLayer,
  type TypedUses,
  type Uses,
  type WholeCall,
} from './evidence.ts';
import { type CountsIn, type Event, EventCounts, eventOf } from './next-call.ts';
import { Requests } from './requests.ts';

/**
 * Evidence that is added to, call by call and layer by layer. There is one for each file of the workspace, so that what few
 * ask for is made when they do.
 */
export class GrowingEvidence implements Evidence {
  readonly #callees = new Map<string, GrowingCallee>();
  readonly #callers = new Map<string, GrowingCaller>();
  readonly #followers = new EventCounts('of all callers');
  readonly #methods = new Set<string>();
  readonly #seen: Record<Role, boolean> = { isEntry: false, isCalled: false };
  #layers = 0;
  #requests: Requests | undefined;

  readonly followers = this.#followers.in;
  readonly callee: Evidence['callee'] = (service) => this.#callees.get(service);
  readonly caller: Evidence['caller'] = (service) => this.#callers.get(service);
  readonly isSeen: Evidence['isSeen'] = (role) => this.#seen[role];
  readonly methods: Evidence['methods'] = () => this.#methods;

  readonly mostAlike: Evidence['mostAlike'] = (caller) => {
    this.#requests ??= new Requests([...this.#callers.values()].flatMap(({ layers }) => layers));
    return this.#requests.mostAlike(caller);
  };

  /** @param size calls of the layer and below them, where these are whole */
  addLayer({ path, calls }: PlacedLayer, weight: number, size?: number): void {
    const caller = path.at(-1);
    const operation = caller?.operation ?? '';
    const layer = { path, calls, weight, size, operation, order: this.#layers++ };
    this.#followers.add(layer);
    this.#requests = undefined;
    existing(this.#callers, caller?.service ?? ROOT_CALLER, () => new GrowingCaller()).layers.push(layer);
    this.addCalls(calls, { callers: caller?.duration, areWhole: size !== undefined });
    this.#noteRole(calls, caller ? 'isCalled' : 'isEntry');
    this.#noteMost(calls);
  }

  /**
   * Counts calls that stand in no layer as yet.
   * @param known how long the call took that made them, and whether they stand with all that is below them
   */
  addCalls(calls: readonly CallNode[], { callers, areWhole }: KnownOfCalls): void {
    for (const call of calls) {
      const { duration } = call;
      const below = areWhole ? countCalls(call.children) : undefined;
      this.#uses(call).addCall(call, duration === undefined ? undefined : { duration, callers, below });
      if (call.type === 'rpc' && call.operation !== undefined) this.#methods.add(call.operation);
    }
  }

  /**
   * Keeps calls that were added before, with all that is below them.
   * @param size of the layer that they are, and all below; undefined where there may be others in it
   */
  keepWhole(calls: readonly CallNode[], size?: number, weight = 1): void {
    const weighed = weight === 1 ? {} : { weight };
    let left = size;
    for (const [index, call] of calls.entries()) {
      const below = countCalls(call.children);
      const levels = depthOf(call.children);
      this.#uses(call).keepWhole({ call, below, levels, isFirst: index === 0, left, ...weighed });
      if (left !== undefined) left -= call.repeat + below;
    }
  }

  #callee(service: string): GrowingCallee {
    return existing(this.#callees, service, () => new GrowingCallee());
  }

  #uses({ type, service }: CallNode): GrowingTypedUses {
    return existing(this.#callee(service).types, type, () => new GrowingTypedUses());
  }

  #noteRole(calls: readonly CallNode[], role: Role): void {
    for (const { service } of calls) this.#callee(service)[role] = true;
    this.#seen[role] = true;
  }

  #noteMost(calls: readonly CallNode[]): void {
    const counts = new Map<GrowingTypedUses, number>();
    for (const call of calls) {
      const uses = this.#uses(call);
      counts.set(uses, (counts.get(uses) ?? 0) + 1);
    }
    for (const [uses, count] of counts) uses.most = Math.max(uses.most, count);
  }
}

interface KnownOfCalls {
  readonly callers: Nanoseconds | undefined;
  readonly areWhole: boolean;
}

class GrowingCallee implements Callee {
  readonly types = new Map<CallType, GrowingTypedUses>();
  isEntry = false;
  isCalled = false;
}

class GrowingCaller implements Caller {
  readonly layers: StoredLayer[] = [];
  #makes: Set<Event> | undefined;
  #counts: EventCounts | undefined;
  /** Layers that are in both. */
  #counted = 0;

  get makes(): ReadonlySet<Event> {
    return this.#count().makes;
  }

  readonly followers: CountsIn = (context) => this.#count().counts.in(context);

  #count() {
    this.#makes ??= new Set();
    this.#counts ??= new EventCounts('of one caller');
    const [makes, counts] = [this.#makes, this.#counts];
    for (const layer of this.layers.slice(this.#counted)) {
      counts.add(layer);
      for (const call of layer.calls) makes.add(eventOf(call));
    }
    this.#counted = this.layers.length;
    return { makes, counts };
  }
}

class GrowingUses implements Uses {
  count = 0;
  durations: readonly SeenDuration[] = NOTHING;
  whole: readonly WholeCall[] = NOTHING;

  add(seen: SeenDuration | undefined): void {
    this.count++;
    if (seen !== undefined) this.durations = withLatest(this.durations, seen, MAX_DURATIONS);
  }

  keepWhole(whole: WholeCall): void {
    this.whole = withLatest(this.whole, whole, MAX_WHOLE);
  }
}

class GrowingTypedUses extends GrowingUses implements TypedUses {
  most = 0;
  #operations: Map<string, GrowingUses> | undefined;

  get operations(): ReadonlyMap<string, Uses> {
    return this.#operations ?? NO_OPERATIONS;
  }

  addCall(call: CallNode, seen: SeenDuration | undefined): void {
    this.add(seen);
    this.#ofOperation(call)?.add(seen);
  }

  override keepWhole(whole: WholeCall): void {
    super.keepWhole(whole);
    this.#ofOperation(whole.call)?.keepWhole(whole);
  }

  #ofOperation({ operation }: CallNode): GrowingUses | undefined {
    if (operation === undefined) return undefined;
    this.#operations ??= new Map();
    return existing(this.#operations, operation, () => new GrowingUses());
  }
}

const NOTHING: readonly never[] = [];
const NO_OPERATIONS: ReadonlyMap<string, Uses> = new Map();

/** As long as it must be and no longer: an array that grows takes room for more. */
function withLatest<T>(values: readonly T[], value: T, most: number): readonly T[] {
  return [...(values.length < most ? values : values.slice(1 - most)), value];
}

function existing<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
