import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { StoredLayer } from './evidence.ts';

/** What may come next in a layer: a kind of call, or the end of the layer. */
export type Event = string;

export const END: Event = '';

export const eventOf = (call: { readonly type: CallType; readonly service: string }): Event =>
  `${call.type} ${call.service}`;

/** Stands for any service that nobody has named yet; no name holds a control character. */
export const NEW_SERVICE = '\u0000new';

/** Where in a layer the next event is asked for. */
export interface LayerContext {
  /** From the entry call down to the call that makes the layer. */
  readonly path: readonly CallNode[];
  /** Calls of the layer so far. */
  readonly before: readonly Pick<CallNode, 'type' | 'service'>[];
  /** Calls of the whole layer and below it, where it is settled how many they are to be. */
  readonly size?: number | undefined;
}

export interface Prediction {
  /** Probability of each event that was seen; what is missing to 1 belongs to events never seen. */
  readonly probabilities: ReadonlyMap<Event, number>;
  /** How close the closest context is that was seen before: 0 for none, then 1 to `CONTEXTS.length`. */
  readonly closeness: number;
  /** How often that context was seen. */
  readonly count: number;
  /** How often anything was seen anywhere: a memory of one trace knows its places and little else. */
  readonly breadth: number;
}

/** Share that a prediction leaves to events never seen. */
export function unseenShare({ probabilities }: Prediction): number {
  let seen = 0;
  for (const probability of probabilities.values()) seen += probability;
  return Math.max(0, 1 - seen);
}

/** How often each event followed in one context; `total` is the sum. */
export interface Counts {
  readonly events: ReadonlyMap<Event, number>;
  readonly total: number;
}

/** What followed in a context of that name. */
export type CountsIn = (context: string) => Counts | undefined;

const ANYWHERE = 'anywhere';
/** How traces begin says nothing of what is called within them. */
const AT_THE_ROOT = 'at the root';

/** Names of a context, from the farthest to the closest; the closer one is trusted as far as it was seen. */
type ContextName = (place: Place) => string | undefined;

const OF_ALL_CALLERS: readonly ContextName[] = [
  ({ caller }) => (caller === '' ? AT_THE_ROOT : ANYWHERE),
  ({ caller, last }) => (caller === '' ? undefined : `after ${last}`),
];
const OF_ONE_CALLER: readonly ContextName[] = [
  ({ caller }) => `in ${caller}`,
  ({ caller, last }) => `in ${caller} after ${last}`,
  ({ request, last }) => `for ${request} after ${last}`,
  ({ request, lastTwo }) => `for ${request} after ${lastTwo}`,
  ({ request, all }) => `for ${request} after all of ${all}`,
  ({ above, request, all }) => `under ${above} for ${request} after all of ${all}`,
];
/** Among layers of about the size that this one is to have: a page of twenty calls is another than one of four. */
const OF_ONE_SIZE: readonly ContextName[] = [
  ({ request, size, last }) => size && `for ${request} of ${size} after ${last}`,
  ({ request, size, all }) => size && `for ${request} of ${size} after all of ${all}`,
];
const CONTEXTS: readonly ContextName[] = [...OF_ALL_CALLERS, ...OF_ONE_CALLER, ...OF_ONE_SIZE];

/** The closest context of all, for a mixture's feature; one of a size is no closer. */
export const CLOSEST = OF_ALL_CALLERS.length + OF_ONE_CALLER.length;

interface Place {
  readonly above: string;
  readonly caller: string;
  readonly request: string;
  /** Of the calls before. */
  readonly last: Event;
  readonly lastTwo: string;
  readonly all: number;
  /** Empty where it is open. */
  readonly size: string;
}

interface GrowingCounts {
  readonly events: Map<Event, number>;
  total: number;
}

/** Counts that grow with each layer: in the contexts of all callers, or in those that tell apart the layers of one. */
export class EventCounts {
  readonly #names: readonly ContextName[];
  readonly #contexts = new Map<string, GrowingCounts>();

  constructor(contexts: 'of all callers' | 'of one caller') {
    this.#names = contexts === 'of all callers' ? OF_ALL_CALLERS : [...OF_ONE_CALLER, ...OF_ONE_SIZE];
  }

  readonly in: CountsIn = (context) => this.#contexts.get(context);

  add({ path, calls, weight, size }: StoredLayer): void {
    let place = startOf(path, size);
    for (const event of calls.map(eventOf)) {
      this.#count(place, event, weight);
      place = after(place, event);
    }
    this.#count(place, END, weight);
  }

  #count(place: Place, event: Event, weight: number): void {
    for (const nameOf of this.#names) {
      const name = nameOf(place);
      if (!name) continue;
      const counts = this.#contexts.get(name) ?? { events: new Map<Event, number>(), total: 0 };
      counts.total += weight;
      counts.events.set(event, (counts.events.get(event) ?? 0) + weight);
      this.#contexts.set(name, counts);
    }
  }
}

/** The same as if all had been counted together, in this order. */
export function addedUp(counts: readonly Counts[]): Counts | undefined {
  const [first, ...others] = counts;
  if (first === undefined || others.length === 0) return first;
  const events = new Map(first.events);
  let { total } = first;
  for (const other of others) {
    total += other.total;
    for (const [event, count] of other.events) events.set(event, (events.get(event) ?? 0) + count);
  }
  return { events, total };
}

function startOf(path: readonly CallNode[], size: number | undefined): Place {
  const caller = path.at(-1);
  return {
    above: requestOf(path.at(-2)),
    caller: caller?.service ?? '',
    request: requestOf(caller),
    last: END,
    lastTwo: END,
    all: 0,
    size: sizeClass(size),
  };
}

/** Sizes within a factor of about 1.4 are one. */
const CLASSES_AN_OCTAVE = 2;

const sizeClass = (size: number | undefined): string =>
  size === undefined ? '' : String(Math.floor(CLASSES_AN_OCTAVE * Math.log2(size)));

function after(place: Place, event: Event): Place {
  return { ...place, last: event, lastTwo: `${place.last}, ${event}`, all: hash(place.all, event) };
}

const requestOf = (call: CallNode | undefined): string =>
  call ? `${call.service} ${call.operation ?? ''}` : '';

/** FNV-1a over what came before: a wide layer's whole beginning in one number. */
function hash(before: number, event: Event): number {
  let value = before ^ 2166136261;
  for (let index = 0; index < event.length; index++)
    value = Math.imul(value ^ event.charCodeAt(index), 16777619);
  return value >>> 0;
}

/** An n-gram over the calls of a layer, with Witten-Bell back-off from close contexts to far ones. */
export function predict(
  { path, before, size }: LayerContext,
  ofAll: CountsIn,
  ofCaller: CountsIn,
): Prediction {
  const place = before.map(eventOf).reduce(after, startOf(path, size));
  const probabilities = new Map<Event, number>();
  let [closeness, seen] = [0, 0];
  for (const [index, nameOf] of CONTEXTS.entries()) {
    const countsIn = index < OF_ALL_CALLERS.length ? ofAll : ofCaller;
    const name = nameOf(place);
    const counts = name ? countsIn(name) : undefined;
    if (!counts) continue;
    [closeness, seen] = [Math.min(index + 1, CLOSEST), counts.total];
    backOff(probabilities, counts);
  }
  const breadth = [ANYWHERE, AT_THE_ROOT].reduce((sum, context) => sum + (ofAll(context)?.total ?? 0), 0);
  return { probabilities, closeness, count: seen, breadth };
}

/** As much trust stays with the farther contexts as this one met new events (Witten and Bell, 1991). */
function backOff(probabilities: Map<Event, number>, { events, total }: Counts): void {
  const all = total + events.size;
  for (const [event, probability] of probabilities)
    probabilities.set(event, (probability * events.size) / all);
  for (const [event, seen] of events) probabilities.set(event, (probabilities.get(event) ?? 0) + seen / all);
}
