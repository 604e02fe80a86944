import type { CallType } from '../../core/spec/spec.ts';
import { type CallNode, countCalls, layersOf, type PlacedLayer } from '../call-node.ts';
import type { Ensemble } from '../library/counterparts.ts';
import { isFrontDoor } from '../library/front-doors.ts';
import type { Library, LibrarySystem } from '../library/library.ts';
import type { LibraryTrace } from '../library/library-index.ts';
import { callersLike } from '../library/like-callers.ts';
import { likestJourneys, type Nearest, nearestTrace, type Setting } from '../library/nearest.ts';
import { type AskedByName, askedByName, askedIn, plainJourney } from '../library/plain-journey.ts';
import { routeByTitle } from '../library/protocols.ts';
import { counterpartOf, type Renaming, renamingOf, wayWithin } from '../library/renaming.ts';
import { retold } from '../library/retell.ts';
import type { Occasion, SuggestedLayer } from './occasion.ts';
import { suggestedPlainly } from './plain-occasion.ts';

/** The trace most like the one that is written, others of its system, and callers like the one at hand elsewhere. */
const NEAREST = 0.75;
/** Where no other trace is shown, a journey is told as a whole rather than mixed with others. */
const NEAREST_OF_NOTHING = 4;
/** Of the weight of the nearest journey, one of another system where the file says who there is. */
const NEXT = 0.075;
/** What a service does that is asked for what it is named after. */
const OF_WHO_IS_NAMED = 4;
const BESIDE_WHO_IS_NAMED = 0.1;
const BESIDE = 0.15;
const ELSEWHERE = 0.4;
/** How other traces begin says next to nothing of how this one does. */
const OTHER_ENTRY = 0.01;

/**
 * Layers of the library's nearest system in the names and the naming style of the file at hand: where the file already
 * has a service for the same thing, that service is used. The trace most like the one that is written begins with the
 * file's own call and comes last, so that a new file is met by a journey that fits it. Where the file says who there is, no
 * one system has them all: the journeys of others nearby are told, too.
 */
export function inspiration(library: Library, occasion: Occasion): readonly SuggestedLayer[] {
  return suggestedPlainly(occasion, (plain) => suggestionsAt(library, withEntryByTitle(plain)));
}

function suggestionsAt(library: Library, occasion: Occasion): readonly SuggestedLayer[] {
  const [nearest, ...others] = journeysFor(library, occasion);
  if (!nearest) return [];
  const whole = occasion.isNew ? NEAREST_OF_NOTHING : NEAREST;
  const asked = askedByName(occasion);
  const told = asked && askedIn(asked, nearest.draws);
  const plain = asked && !told ? plainJourney(asked, occasion.ensemble, nearest.way) : [];
  const layers = [
    ...nearest
      .besides()
      .map((layer) => ({ ...layer, weight: layer.path.length === 0 ? OTHER_ENTRY : BESIDE })),
    ...others.flatMap(({ draws }) => weighed(draws, asked ? BESIDE_WHO_IS_NAMED : NEXT * whole)),
    ...weighed(nearest.draws, weightOf(asked, told, whole)),
    ...weighed(plain, OF_WHO_IS_NAMED),
  ];
  const call = told ?? (asked && askedIn(asked, plain));
  const begun = layers.map((layer) => untilAsked(asked, call, withHabits(layer, occasion)));
  return [...begun, ...fromElsewhere(library, occasion, layers)];
}

/** Where a trace is to begin whose name says what is asked of whom (`list patients`), it begins with that. */
function withEntryByTitle(occasion: Occasion): Occasion {
  const { title, callers, entry = frontDoorOf(occasion.ensemble), ensemble } = occasion;
  const operation = callers.length === 0 && entry?.type === 'http' ? routeByTitle(title) : undefined;
  if (operation === undefined || !entry) return occasion;
  const begun = { ...occasion, callers: [{ ...entry, operation }] };
  return askedByName({ callers: begun.callers, ensemble }) ? begun : occasion;
}

/** Of the nearest journey. */
function weightOf(asked: AskedByName | undefined, told: CallNode | undefined, whole: number): number {
  if (!asked) return whole;
  return told ? OF_WHO_IS_NAMED : BESIDE_WHO_IS_NAMED;
}

/** What an entry makes, begun as it begins all it does. */
function withHabits(layer: SuggestedLayer, { callers: [entry], habits }: Occasion): SuggestedLayer {
  if (!isOfEntry(layer, entry) || habits.length === 0) return layer;
  const others = layer.calls.filter(({ service }) => !habits.some((habit) => habit.service === service));
  return { ...layer, calls: [...habits, ...others] };
}

/** What the entry does is not done before it asks who is named by what it is asked for, however it begins. */
function untilAsked(asked: AskedByName | undefined, call: CallNode | undefined, layer: SuggestedLayer) {
  if (!asked || !call || !isOfEntry(layer, asked.entry)) return layer;
  if (layer.path[0]?.operation !== asked.entry.operation) return layer;
  const isMade = layer.calls.some(({ service }) => service === call.service);
  return isMade ? layer : { ...layer, calls: [...layer.calls, call] };
}

const isOfEntry = ({ path }: PlacedLayer, entry: CallNode | undefined): boolean =>
  path.length === 1 && path[0]?.service === entry?.service;

const weighed = (layers: readonly PlacedLayer[], weight: number): SuggestedLayer[] =>
  layers.map((layer) => ({ ...layer, weight }));

/** A journey of some system as the file would tell it. */
interface Journey {
  /** The layers of its draws. */
  readonly draws: readonly PlacedLayer[];
  /** What else there is in that system. */
  besides(): readonly PlacedLayer[];
  /** Of the calls of the journey, the share that can be told. */
  readonly share: number;
  /** How its services ask each other, where the file does not show it. */
  readonly way: CallType;
}

/** Systems whose journeys are looked at for how much of them can be told, and those of them that are. */
const MOST_SYSTEMS = 8;
const MOST_JOURNEYS = 3;

/** The nearest journeys, the nearest first. */
function journeysFor(library: Library, occasion: Occasion): readonly Journey[] {
  const setting = settingOf(occasion);
  if (!occasion.ensemble.isComplete) {
    const nearest = nearestTrace(library, setting);
    return nearest ? [telling(library, occasion, setting)(nearest)] : [];
  }
  const likest = likestJourneys(library, setting, MOST_SYSTEMS);
  const tell = telling(library, { ...occasion, way: occasion.way ?? wayFor(likest) }, setting);
  return likest
    .map((nearest) => ({ journey: tell(nearest), nearness: nearest.nearness }))
    .sort((a, b) => b.nearness * b.journey.share - a.nearness * a.journey.share)
    .slice(0, MOST_JOURNEYS)
    .map(({ journey }) => journey);
}

/** A file has one way for its services to ask each other: that of the nearest journey that has one. */
function wayFor(likest: readonly Nearest[]): CallType {
  for (const { trace } of likest) {
    const way = wayWithin(trace.roots);
    if (way !== undefined) return way;
  }
  return 'rpc';
}

/** Tells journeys with the file's services and in its names; they begin with the file's own call. */
function telling(library: Library, occasion: Occasion, setting: Setting): (nearest: Nearest) => Journey {
  const own = occasion.callers[0] ?? occasion.entry ?? frontDoorOf(occasion.ensemble);
  const begins = own && !hasItsLike(library, own, setting) ? own : undefined;
  return ({ system, trace }) => {
    const [told] = trace.roots;
    const isBehind = begins && told && hasAnother(system, occasion.ensemble, told, begins);
    const same = begins && told && !isBehind ? { own: begins, told } : undefined;
    const renaming = renamingOf(system, occasion, same);
    const isNearest = ({ name }: LibraryTrace) => name === trace.name;
    const layersIn = (traces: readonly LibraryTrace[], entry?: CallNode) =>
      traces.flatMap(({ roots }) => toldLayers(roots, renaming, entry));
    return {
      draws: layersIn(system.traces.filter(isNearest), isBehind ? begins : undefined),
      besides: () => layersIn(system.traces.filter((other) => !isNearest(other))),
      way: occasion.way ?? 'rpc',
      share: countCalls(retold(trace.roots, renaming)) / Math.max(1, countCalls(trace.roots)),
    };
  };
}

/**
 * The layers of a trace as `renaming` tells it. What is called by an entry that nobody stands for does not begin a trace.
 * @param entry who stands before the entry of the trace
 */
function toldLayers(roots: readonly CallNode[], renaming: Renaming, entry?: CallNode): PlacedLayer[] {
  if (entry) return layersOf([{ ...entry, children: retold(roots, renaming, entry.service) }]);
  const [told, untold] = [true, false].map((isTold) =>
    roots.filter((root) => (renaming.service(root, '') !== undefined) === isTold),
  );
  return [...layersOf(retold(told ?? [], renaming)), ...layersOf(retold(untold ?? [], renaming)).slice(1)];
}

/** Whether a file that says who there is has somebody else for who begins a journey: its own entry stands before him. */
function hasAnother(system: LibrarySystem, ensemble: Ensemble, told: CallNode, entry: CallNode): boolean {
  const own = ensemble.isComplete ? counterpartOf(system, ensemble, told) : undefined;
  return own !== undefined && own !== entry.service;
}

const settingOf = ({ title, callers, ensemble }: Occasion): Setting => ({
  title,
  callers,
  services: ensemble.services.map(({ service }) => service),
});

/** A service that is about something is met by what such services do, a front door by the journey behind it. */
function hasItsLike(library: Library, entry: CallNode, setting: Setting): boolean {
  return !isFrontDoor(entry) && callersLike(library, entry, setting, MUCH_ALIKE).length > 0;
}

/** With whom a trace begins where nothing shows it. */
function frontDoorOf({ services, isComplete }: Ensemble): CallNode | undefined {
  const door = isComplete ? services.find(isFrontDoor) : undefined;
  return door && { type: door.type, service: door.service, repeat: 1, overlaps: false, children: [] };
}

/** Less is a chance likeness, beside that of a whole journey. */
const MUCH_ALIKE = 0.6;

/** What callers like the one at hand do in other systems, where the nearest one has none. */
function fromElsewhere(
  library: Library,
  occasion: Occasion,
  layers: readonly PlacedLayer[],
): SuggestedLayer[] {
  const caller = occasion.callers.at(-1);
  if (!caller || layers.some(({ path }) => path.at(-1)?.service === caller.service)) return [];
  const least = occasion.callers.length === 1 ? MUCH_ALIKE : undefined;
  return callersLike(library, caller, settingOf(occasion), least).flatMap(({ system, call }) => {
    const renaming = renamingOf(system, occasion, { own: caller, told: call });
    return layersOf(retold(call.children, renaming, caller.service, call.service)).map(({ path, calls }) => ({
      path: [...occasion.callers, ...path],
      calls,
      weight: ELSEWHERE,
    }));
  });
}
