import type { CallType } from '../../core/spec/spec.ts';
import {
  type AlikeLayer,
  type Callee,
  type Caller,
  type Evidence,
  MAX_DURATIONS,
  MAX_WHOLE,
  type TypedUses,
  type Uses,
} from './evidence.ts';
import { addedUp, type CountsIn } from './next-call.ts';
import { mostOverlapping } from './requests.ts';

/** Who was asked after what is forgotten now and then: while an operation is typed, each letter asks after another. */
const MAX_REQUESTS = 200;

/**
 * The evidence of several parts, as if all of it had been added to one in the order of the parts. Nothing is copied before
 * somebody asks for it, and what was put together once is kept: the parts must not grow any more.
 */
export function joinedEvidence(parts: readonly Evidence[]): Evidence {
  let methods: ReadonlySet<string> | undefined;
  return {
    callee: remembering((service) => joinedCallee(known(parts, (part) => part.callee(service)))),
    caller: remembering((service) => joinedCaller(known(parts, (part) => part.caller(service)))),
    followers: joinedCounts(parts.map(({ followers }) => followers)),
    isSeen: (role) => parts.some((part) => part.isSeen(role)),
    methods: () => {
      methods ??= union(parts.map((part) => part.methods()));
      return methods;
    },
    mostAlike: joinedAlike(parts),
  };
}

/** Evidence on top of some that stays as it is. What was put together is forgotten whenever it has grown. */
export class GrownEvidence implements Evidence {
  readonly #parts: readonly Evidence[];
  #joined: Evidence;

  constructor(below: Evidence, growing: Evidence) {
    this.#parts = [below, growing];
    this.#joined = joinedEvidence(this.#parts);
  }

  hasGrown(): void {
    this.#joined = joinedEvidence(this.#parts);
  }

  readonly callee: Evidence['callee'] = (service) => this.#joined.callee(service);
  readonly caller: Evidence['caller'] = (service) => this.#joined.caller(service);
  readonly followers: Evidence['followers'] = (context) => this.#joined.followers(context);
  readonly isSeen: Evidence['isSeen'] = (role) => this.#joined.isSeen(role);
  readonly methods: Evidence['methods'] = () => this.#joined.methods();
  readonly mostAlike: Evidence['mostAlike'] = (caller) => this.#joined.mostAlike(caller);
}

function joinedAlike(parts: readonly Evidence[]): Evidence['mostAlike'] {
  const found = new Map<string, readonly AlikeLayer[]>();
  return (caller) => {
    const key = `${caller.service}\n${caller.operation ?? ''}`;
    const kept = found.get(key);
    if (kept !== undefined) return kept;
    const alike = mostOverlapping(parts.flatMap((part) => part.mostAlike(caller)));
    if (found.size >= MAX_REQUESTS) found.clear();
    found.set(key, alike);
    return alike;
  };
}

function joinedCallee(parts: readonly Callee[]): Callee | undefined {
  return parts.length < 2 ? parts[0] : new JoinedCallee(parts);
}

function joinedCaller(parts: readonly Caller[]): Caller | undefined {
  return parts.length < 2 ? parts[0] : new JoinedCaller(parts);
}

class JoinedCallee implements Callee {
  readonly types: ReadonlyMap<CallType, TypedUses>;
  readonly isEntry: boolean;
  readonly isCalled: boolean;

  constructor(parts: readonly Callee[]) {
    const maps = parts.map(({ types }) => types);
    this.types = joinedMaps(maps, (uses) => new JoinedTypedUses(uses));
    this.isEntry = parts.some(({ isEntry }) => isEntry);
    this.isCalled = parts.some(({ isCalled }) => isCalled);
  }
}

class JoinedUses<P extends Uses> implements Uses {
  protected readonly parts: readonly P[];

  constructor(parts: readonly P[]) {
    this.parts = parts;
  }

  get count(): number {
    return this.parts.reduce((sum, { count }) => sum + count, 0);
  }

  get durations(): Uses['durations'] {
    return latest(this.parts, ({ durations }) => durations, MAX_DURATIONS);
  }

  get whole(): Uses['whole'] {
    return latest(this.parts, ({ whole }) => whole, MAX_WHOLE);
  }
}

class JoinedTypedUses extends JoinedUses<TypedUses> implements TypedUses {
  #operations: TypedUses['operations'] | undefined;

  get most(): number {
    return this.parts.reduce((most, uses) => Math.max(most, uses.most), 0);
  }

  get operations(): TypedUses['operations'] {
    const maps = () => this.parts.map(({ operations }) => operations);
    this.#operations ??= joinedMaps(maps(), (uses) => new JoinedUses(uses));
    return this.#operations;
  }
}

class JoinedCaller implements Caller {
  readonly #parts: readonly Caller[];
  readonly followers: CountsIn;
  #layers: Caller['layers'] | undefined;
  #makes: Caller['makes'] | undefined;

  constructor(parts: readonly Caller[]) {
    this.#parts = parts;
    this.followers = joinedCounts(parts.map(({ followers }) => followers));
  }

  get layers(): Caller['layers'] {
    this.#layers ??= this.#parts.flatMap(({ layers }) => layers);
    return this.#layers;
  }

  get makes(): Caller['makes'] {
    this.#makes ??= union(this.#parts.map(({ makes }) => makes));
    return this.#makes;
  }
}

function joinedCounts(parts: readonly CountsIn[]): CountsIn {
  return remembering((context) => addedUp(known(parts, (countsIn) => countsIn(context))));
}

/** Values under the same key are joined; keys come in the order in which they are first met. */
function joinedMaps<K, V>(
  maps: readonly ReadonlyMap<K, V>[],
  join: (values: readonly V[]) => V,
): ReadonlyMap<K, V> {
  const gathered = new Map<K, V[]>();
  for (const map of maps) {
    for (const [key, value] of map) {
      const values = gathered.get(key);
      if (values) values.push(value);
      else gathered.set(key, [value]);
    }
  }
  return new Map(
    [...gathered].map(([key, values]) => {
      const [first] = values;
      return [key, first !== undefined && values.length === 1 ? first : join(values)];
    }),
  );
}

function union<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  const all = new Set<T>();
  for (const set of sets) for (const value of set) all.add(value);
  return all;
}

/** The last `most` values of all parts; those of the parts before are not looked at. */
function latest<P, T>(parts: readonly P[], valuesOf: (part: P) => readonly T[], most: number): readonly T[] {
  const lists: (readonly T[])[] = [];
  let count = 0;
  for (let index = parts.length - 1; index >= 0 && count < most; index--) {
    const part = parts[index];
    const values = part === undefined ? [] : valuesOf(part);
    lists.push(values);
    count += values.length;
  }
  return lists.reverse().flat().slice(-most);
}

function known<P, V>(parts: readonly P[], ask: (part: P) => V | undefined): V[] {
  const values: V[] = [];
  for (const part of parts) {
    const value = ask(part);
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** What is not known is asked for again, since there is no end of what could be. */
function remembering<V>(find: (key: string) => V | undefined): (key: string) => V | undefined {
  const found = new Map<string, V>();
  return (key) => {
    const kept = found.get(key);
    if (kept !== undefined) return kept;
    const value = find(key);
    if (value !== undefined) found.set(key, value);
    return value;
  };
}
