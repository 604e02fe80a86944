import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import { type CallNode, countCalls, layersOf, type PlacedLayer } from '../call-node.ts';
import type { Ensemble } from '../library/counterparts.ts';
import { nearnessTo } from '../library/domain.ts';
import { isFrontDoor } from '../library/front-doors.ts';
import type { Library, LibrarySystem } from '../library/library.ts';
import type { LibraryTrace } from '../library/library-index.ts';
import { callersLike } from '../library/like-callers.ts';
import { likestJourneys, type Nearest, nearestTrace, type Setting } from '../library/nearest.ts';
import { counterpartOf, type Renaming, renamingOf, wayIn, wayWithin } from '../library/renaming.ts';
import { retold } from '../library/retell.ts';
import type { Occasion } from './occasion.ts';

/** A journey of some system as the file would tell it. */
export interface Journey {
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
export function journeysFor(library: Library, occasion: Occasion): readonly Journey[] {
  const setting = settingOf(occasion);
  if (!occasion.ensemble.isComplete) {
    const nearest = nearestTrace(library, setting);
    return nearest ? [telling(library, occasion, setting, () => true)(nearest)] : [];
  }
  const likest = likestJourneys(library, setting, MOST_SYSTEMS, !occasion.mayGrow).filter(mayFollow(setting));
  const domain = occasion.mayGrow
    ? nearnessTo(library, setting, setting.callers[0]?.service ?? '')
    : NO_DOMAIN;
  const worth = ({ nearness, system }: Nearest) => nearness * (FAR + (1 - FAR) * domain(system));
  const told = { ...occasion, way: occasion.way ?? wayFor(likest) };
  const tell = telling(library, told, setting, (system) => domain(system) >= SAME_DOMAIN);
  return likest
    .map((nearest) => ({ journey: tell(nearest), worth: worth(nearest) }))
    .sort((a, b) => b.worth * b.journey.share - a.worth * a.journey.share)
    .slice(0, MOST_JOURNEYS)
    .map(({ journey }) => journey);
}

/** Work inside and work on a message are no beginning for what is done for a request. */
function mayFollow({ callers: [entry] }: Setting): (nearest: Nearest) => boolean {
  const way = entry?.type ? wayIn({ type: entry.type }) : 'request';
  return ({ trace }) => way === 'request' || trace.roots.slice(0, 1).every((told) => wayIn(told) === way);
}

/** From 0 to 1: what nearly the same words are told of is the same domain, and its services may come to a file of it. */
const SAME_DOMAIN = 0.9;
/** What a journey of another domain is worth in a file that others may come to. */
const FAR = 0.5;
/** A file that says who there is has journeys of any domain told by these. */
const NO_DOMAIN = (): number => 0;

/** A file has one way for its services to ask each other: that of the nearest journey that has one. */
function wayFor(likest: readonly Nearest[]): CallType {
  for (const { trace } of likest) {
    const way = wayWithin(trace.roots);
    if (way !== undefined) return way;
  }
  return 'rpc';
}

/**
 * Tells journeys with the file's services and in its names; they begin with the file's own call, which does in
 * place of who works on a message what he does.
 * @param welcomes whether others of that system may come to the file
 */
function telling(
  library: Library,
  occasion: Occasion,
  setting: Setting,
  welcomes: (system: LibrarySystem) => boolean,
): (nearest: Nearest) => Journey {
  const own = occasion.callers[0] ?? occasion.entry ?? frontDoorOf(occasion.ensemble);
  const begins = own && !hasItsLike(library, own, setting) ? own : undefined;
  return ({ system, trace }) => {
    const [told] = trace.roots;
    const isBehind = begins && told && hasAnother(system, occasion.ensemble, told, begins);
    const same = begins && told && !isBehind ? { own: begins, told } : undefined;
    const isInPlace = same !== undefined && wayIn(same.own) !== wayIn(same.told);
    const renaming = renamingOf(system, { ...occasion, welcomesOthers: welcomes(system) }, same);
    const isDraw = ({ name }: LibraryTrace) => name === trace.name;
    const entry = isBehind || isInPlace ? begins : undefined;
    const rootsOf = ({ roots }: LibraryTrace) => (isInPlace ? (roots[0]?.children ?? []) : roots);
    return {
      draws: system.traces.filter(isDraw).flatMap((draw) => toldLayers(rootsOf(draw), renaming, entry)),
      besides: () =>
        system.traces.flatMap((other) => (isDraw(other) ? [] : toldLayers(other.roots, renaming))),
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

export const settingOf = ({ title, callers, ensemble }: Occasion): Setting => ({
  title,
  callers,
  services: ensemble.services.map(({ service }) => service),
});

/** A service that is about something is met by what such services do, a front door by the journey behind it. */
function hasItsLike(library: Library, entry: CallNode, setting: Setting): boolean {
  return !isFrontDoor(entry) && callersLike(library, entry, setting, leastFor([entry])).length > 0;
}

/** With whom a trace begins where nothing shows it. */
export function frontDoorOf({ services, isComplete }: Ensemble): CallNode | undefined {
  const door = isComplete ? services.find(isFrontDoor) : undefined;
  return door && { type: door.type, service: door.service, repeat: 1, overlaps: false, children: [] };
}

/** Less is a chance likeness, beside that of a whole journey: what is asked of an entry is a matter of that, not what it works on. */
const MUCH_ALIKE = 0.6;

export const leastFor = ([entry, ...callers]: readonly CallNode[]): number | undefined =>
  entry && callers.length === 0 && REQUEST_TYPES.has(entry.type) ? MUCH_ALIKE : undefined;
