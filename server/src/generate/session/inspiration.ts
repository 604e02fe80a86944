import type { CallType } from '../../core/spec/spec.ts';
import { type CallNode, layersOf, type PlacedLayer } from '../call-node.ts';
import type { Library } from '../library/library.ts';
import {
  type AskedByName,
  askedByName,
  askedIn,
  type Beyond,
  plainJourney,
  plainWorkOf,
} from '../library/plain-journey.ts';
import { askingWho, findsOutWhoAsks } from '../library/who-asks.ts';
import { askedByMost, doneElsewhere, workOn } from './elsewhere.ts';
import { type Journey, journeysFor, leastFor } from './journeys.ts';
import { withEntryByTitle, withNewcomers } from './newly-asked.ts';
import type { Occasion, SuggestedLayer } from './occasion.ts';
import { suggestedPlainly } from './plain-occasion.ts';

/** The trace most like the one that is written, others of its system, and callers like the one at hand elsewhere. */
const NEAREST = 0.75;
/** Where the file says nothing of the journey that is written, it is told as a whole rather than mixed with others. */
const NEAREST_AS_A_WHOLE = 4;
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
  return suggestedPlainly(occasion, (plain) =>
    suggestionsAt(library, withNewcomers(library, withEntryByTitle(library, plain))),
  );
}

function suggestionsAt(library: Library, occasion: Occasion): readonly SuggestedLayer[] {
  const [nearest, ...others] = journeysFor(library, occasion);
  if (!nearest) return fromElsewhere(library, occasion, []);
  const whole = occasion.isNew || occasion.mayGrow ? NEAREST_AS_A_WHOLE : NEAREST;
  const asked = askedByName(occasion);
  const told = asked && askedIn(asked, nearest.draws);
  const beyond: Beyond = {
    asked: (call) => askedByMost(library, { ...occasion, way: nearest.way }, call),
    work: (message, sender) => workOn(library, occasion, message, sender),
  };
  const plain = asked && !told ? plainJourney(asked, occasion.ensemble, nearest.way, beyond) : [];
  const isDeclared = occasion.ensemble.isComplete && !occasion.mayGrow;
  const layers = [
    ...nearest
      .besides()
      .map((layer) => ({ ...layer, weight: layer.path.length === 0 ? OTHER_ENTRY : BESIDE })),
    ...others.flatMap(({ draws }) => weighed(draws, asked ? BESIDE_WHO_IS_NAMED : NEXT * whole)),
    ...weighed(nearest.draws, weightOf(asked, told, whole)),
    ...weighed(plain, OF_WHO_IS_NAMED),
    ...(isDeclared && !asked ? toldTogether([nearest, ...others], occasion, whole) : []),
  ];
  const call = told ?? (asked && askedIn(asked, plain));
  const habits = habitsAt(occasion, nearest.way);
  const begun = layers.map((layer) => untilAsked(asked, call, withHabits(layer, occasion, habits)));
  return [...begun, ...fromElsewhere(library, occasion, layers)];
}

/**
 * How the trace begins by all these journeys together: where nobody is named by what is asked for, as for a page, those who make it up
 * are found one here and one there.
 */
function toldTogether(
  journeys: readonly Journey[],
  { callers: [entry] }: Occasion,
  weight: number,
): SuggestedLayer[] {
  const begun = journeys.flatMap(({ draws }) => draws.find((layer) => isOfEntry(layer, entry)) ?? []);
  const [first, ...others] = begun;
  if (!first || others.length === 0) return [];
  const calls = [...first.calls];
  for (const call of others.flatMap((layer) => layer.calls))
    if (call.type !== 'recv' && !calls.some(({ service }) => service === call.service)) calls.push(call);
  return [{ path: first.path, calls, weight }];
}

/** Of the nearest journey. */
function weightOf(asked: AskedByName | undefined, told: CallNode | undefined, whole: number): number {
  if (!asked) return whole;
  return told ? OF_WHO_IS_NAMED : BESIDE_WHO_IS_NAMED;
}

/** With which calls the entry begins: as the file shows, or where it shows none yet, as most do whose file has somebody for that. */
function habitsAt(occasion: Occasion, way: CallType): readonly CallNode[] {
  if (occasion.habits.length > 0 || !occasion.isNew) return occasion.habits;
  const call = askingWho(occasion, way);
  return call ? [call] : [];
}

/** What an entry makes, begun as it begins all it does. */
function withHabits(
  layer: SuggestedLayer,
  { callers: [entry] }: Occasion,
  habits: readonly CallNode[],
): SuggestedLayer {
  if (!isOfEntry(layer, entry) || habits.length === 0) return layer;
  const isDone = (call: CallNode) =>
    habits.some(
      (habit) => habit.service === call.service || (findsOutWhoAsks(habit) && findsOutWhoAsks(call)),
    );
  const others = layer.calls.filter((call) => !isDone(call));
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

/** What callers like the one at hand do in other systems, where the nearest one has none; else what such services do anywhere. */
function fromElsewhere(
  library: Library,
  occasion: Occasion,
  layers: readonly PlacedLayer[],
): SuggestedLayer[] {
  const { callers, ensemble, mayGrow } = occasion;
  const caller = callers.at(-1);
  if (!caller || layers.some(({ path }) => path.at(-1)?.service === caller.service)) return [];
  const plain = callers.length > 1 && mayGrow ? plainWorkOf(caller, ensemble) : undefined;
  const least = plain ? LIKER_THAN_ANY : leastFor(callers);
  const told = doneElsewhere(library, occasion, caller, least);
  const found = told.length > 0 ? told : [plain ?? []];
  return found
    .flatMap((calls) => layersOf(calls))
    .map(({ path, calls }) => ({ path: [...callers, ...path], calls, weight: ELSEWHERE }));
}

/** Callers that are less like one that is asked for what it is named after do not show what it does. */
const LIKER_THAN_ANY = 0.3;
