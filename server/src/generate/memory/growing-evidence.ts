import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import type { CallNode, PlacedLayer } from '../call-node.ts';
import {
  type Callee,
  type Caller,
  type Evidence,
  MAX_DURATIONS,
  MAX_WHOLE,
  ROOT_CALLER,
  type Role,
  type StoredLayer,
  type TypedUses,
  type Uses,
} from './evidence.ts';
import { type CountsIn, type Event, EventCounts, eventOf } from './next-call.ts';
import { Requests } from './requests.ts';

/** Evidence that is added to, call by call and layer by layer. */
export class GrowingEvidence implements Evidence {
  readonly #callees = new Map<string, GrowingCallee>();
  readonly #callers = new Map<string, GrowingCaller>();
  readonly #followers = new EventCounts('of all callers');
  readonly #requests = new Requests();
  readonly #roles = new Set<Role>();
  readonly #methods = new Set<string>();

  readonly followers = this.#followers.in;
  readonly callee: Evidence['callee'] = (service) => this.#callees.get(service);
  readonly caller: Evidence['caller'] = (service) => this.#callers.get(service);
  readonly isSeen: Evidence['isSeen'] = (role) => this.#roles.has(role);
  readonly methods: Evidence['methods'] = () => this.#methods;
  readonly mostAlike: Evidence['mostAlike'] = (caller) => this.#requests.mostAlike(caller);

  addLayer({ path, calls }: PlacedLayer, weight: number): void {
    const caller = path.at(-1);
    const layer = { path, calls, weight, operation: caller?.operation ?? '' };
    this.#followers.add(layer, weight);
    this.#requests.add(layer);
    existing(this.#callers, caller?.service ?? ROOT_CALLER, () => new GrowingCaller()).add(layer);
    this.addCalls(calls);
    this.#noteRole(calls, caller ? 'callee' : 'entry');
    this.#noteMost(calls);
  }

  /** Counts calls that stand in no layer as yet. */
  addCalls(calls: readonly CallNode[]): void {
    for (const call of calls) {
      this.#uses(call).add(call);
      if (call.type === 'rpc' && call.operation !== undefined) this.#methods.add(call.operation);
    }
  }

  /** Keeps calls that were added before, with all that is below them. */
  keepWhole(calls: readonly CallNode[]): void {
    for (const call of calls) this.#uses(call).keepWhole(call);
  }

  #callee(service: string): GrowingCallee {
    return existing(this.#callees, service, () => new GrowingCallee());
  }

  #uses({ type, service }: CallNode): GrowingTypedUses {
    return existing(this.#callee(service).types, type, () => new GrowingTypedUses());
  }

  #noteRole(calls: readonly CallNode[], role: Role): void {
    for (const { service } of calls) this.#callee(service).roles.add(role);
    this.#roles.add(role);
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

class GrowingCallee implements Callee {
  readonly types = new Map<CallType, GrowingTypedUses>();
  readonly roles = new Set<Role>();
}

/** What follows what is counted when somebody asks: most callers are never asked about. */
class GrowingCaller implements Caller {
  readonly layers: StoredLayer[] = [];
  readonly makes = new Set<Event>();
  readonly #counts = new EventCounts('of one caller');
  #counted = 0;

  add(layer: StoredLayer): void {
    this.layers.push(layer);
    for (const call of layer.calls) this.makes.add(eventOf(call));
  }

  readonly followers: CountsIn = (context) => {
    for (const layer of this.layers.slice(this.#counted)) this.#counts.add(layer, layer.weight);
    this.#counted = this.layers.length;
    return this.#counts.in(context);
  };
}

class GrowingUses implements Uses {
  count = 0;
  readonly durations: Nanoseconds[] = [];
  readonly whole: CallNode[] = [];

  add({ duration }: CallNode): void {
    this.count++;
    if (duration !== undefined) keepLatest(this.durations, duration, MAX_DURATIONS);
  }

  keepWhole(call: CallNode): void {
    keepLatest(this.whole, call, MAX_WHOLE);
  }
}

class GrowingTypedUses extends GrowingUses implements TypedUses {
  most = 0;
  readonly operations = new Map<string, GrowingUses>();

  override add(call: CallNode): void {
    super.add(call);
    this.#ofOperation(call)?.add(call);
  }

  override keepWhole(call: CallNode): void {
    super.keepWhole(call);
    this.#ofOperation(call)?.keepWhole(call);
  }

  #ofOperation({ operation }: CallNode): GrowingUses | undefined {
    return operation === undefined
      ? undefined
      : existing(this.operations, operation, () => new GrowingUses());
  }
}

function keepLatest<T>(values: T[], value: T, most: number): void {
  values.push(value);
  if (values.length > most) values.shift();
}

function existing<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
