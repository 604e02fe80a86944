import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';

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

/** What follows what in the layers seen so far. */
export interface NextCalls {
  /** `weight` is how much it counts beside others. */
  addLayer(path: readonly CallNode[], calls: readonly CallNode[], weight?: number): void;
  predict(context: LayerContext): Prediction;
}

const ANYWHERE = 'anywhere';

/** Names of a context, from the farthest to the closest; the closer one is trusted as far as it was seen. */
const CONTEXTS: readonly ((place: Place) => string)[] = [
  () => ANYWHERE,
  ({ last }) => `after ${last}`,
  ({ caller }) => `in ${caller}`,
  ({ caller, last }) => `in ${caller} after ${last}`,
  ({ request, last }) => `for ${request} after ${last}`,
  ({ request, lastTwo }) => `for ${request} after ${lastTwo}`,
  ({ request, all }) => `for ${request} after all of ${all}`,
  ({ above, request, all }) => `under ${above} for ${request} after all of ${all}`,
];

/** The closest context of all, for a mixture's feature. */
export const CLOSEST = CONTEXTS.length;

interface Place {
  readonly above: string;
  readonly caller: string;
  readonly request: string;
  /** Of the calls before. */
  readonly last: Event;
  readonly lastTwo: string;
  readonly all: number;
}

interface Counts {
  readonly events: Map<Event, number>;
  total: number;
}

/** An n-gram over the calls of a layer, with Witten-Bell back-off from close contexts to far ones. */
export function createNextCalls(): NextCalls {
  const contexts = new Map<string, Counts>();
  return {
    addLayer: (path, calls, weight = 1) => {
      let place = startOf(path);
      for (const call of calls) {
        const event = eventOf(call);
        for (const nameOf of CONTEXTS) count(contexts, nameOf(place), event, weight);
        place = after(place, event);
      }
      for (const nameOf of CONTEXTS) count(contexts, nameOf(place), END, weight);
    },
    predict: ({ path, before }) => predict(contexts, before.map(eventOf).reduce(after, startOf(path))),
  };
}

function startOf(path: readonly CallNode[]): Place {
  const caller = path.at(-1);
  return {
    above: requestOf(path.at(-2)),
    caller: caller?.service ?? '',
    request: requestOf(caller),
    last: END,
    lastTwo: END,
    all: 0,
  };
}

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

function count(contexts: Map<string, Counts>, name: string, event: Event, weight: number): void {
  const counts = contexts.get(name) ?? { events: new Map<Event, number>(), total: 0 };
  counts.total += weight;
  counts.events.set(event, (counts.events.get(event) ?? 0) + weight);
  contexts.set(name, counts);
}

function predict(contexts: ReadonlyMap<string, Counts>, place: Place): Prediction {
  const probabilities = new Map<Event, number>();
  let [closeness, seen] = [0, 0];
  for (const [index, nameOf] of CONTEXTS.entries()) {
    const counts = contexts.get(nameOf(place));
    if (!counts) continue;
    [closeness, seen] = [index + 1, counts.total];
    backOff(probabilities, counts);
  }
  return { probabilities, closeness, count: seen, breadth: contexts.get(ANYWHERE)?.total ?? 0 };
}

/** As much trust stays with the farther contexts as this one met new events (Witten and Bell, 1991). */
function backOff(probabilities: Map<Event, number>, { events, total }: Counts): void {
  const all = total + events.size;
  for (const [event, probability] of probabilities)
    probabilities.set(event, (probability * events.size) / all);
  for (const [event, seen] of events) probabilities.set(event, (probabilities.get(event) ?? 0) + seen / all);
}
