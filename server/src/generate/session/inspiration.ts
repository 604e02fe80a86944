import type { CallNode, PlacedLayer } from '../call-node.ts';
import { layersOf } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { FRONT_DOORS } from '../library/front-doors.ts';
import type { Library } from '../library/library.ts';
import type { LibraryTrace } from '../library/library-index.ts';
import { callersLike } from '../library/like-callers.ts';
import { nearestTrace } from '../library/nearest.ts';
import { renamingOf, retold } from '../library/retell.ts';

/** What a file shows of itself, and the place that is to be written. */
export interface Occasion {
  /** Name of the trace. */
  readonly title: string;
  /** The calls around the place, entry call first. */
  readonly callers: readonly CallNode[];
  /** How the traces of the workspace mostly begin; without its operation, which is another in each. */
  readonly entry?: CallNode;
  /** The workspace shows no other trace. */
  readonly isNew: boolean;
  /** Services of the workspace, in the order in which they are met. */
  readonly services: readonly string[];
  /** Methods that they are called by. */
  readonly methods: readonly string[];
}

/** A layer that the library suggests, and how much it counts beside one of the workspace. */
export interface SuggestedLayer extends PlacedLayer {
  readonly weight: number;
}

/** The trace most like the one that is written, others of its system, and callers like the one at hand elsewhere. */
const NEAREST = 0.5;
/** Where no other trace is shown, a journey is told as a whole rather than mixed with others. */
const NEAREST_OF_NOTHING = 4;
const BESIDE = 0.15;
const ELSEWHERE = 0.4;
/** How other traces begin says next to nothing of how this one does. */
const OTHER_ENTRY = 0.01;

/**
 * Layers of the library's nearest system in the names and the naming style of the file at hand: where the file already
 * has a service for the same thing, that service is used. The trace most like the one that is written begins with the
 * file's own call and comes last, so that a new file is met by a journey that fits it.
 */
export function inspiration(library: Library, occasion: Occasion): readonly SuggestedLayer[] {
  const nearest = nearestTrace(library, occasion);
  if (!nearest) return [];
  const { system, trace } = nearest;
  const own = occasion.callers[0] ?? occasion.entry;
  const [told] = trace.roots;
  const begins = own && told && !hasItsLike(library, own, occasion) ? { own, told } : undefined;
  const renaming = renamingOf(system, occasion, begins);
  const layersIn = ({ roots }: LibraryTrace, weight: number) =>
    layersOf(roots.map((call) => retold(call, renaming))).map((layer) => ({
      ...layer,
      weight: layer.path.length === 0 && weight === BESIDE ? OTHER_ENTRY : weight,
    }));
  const isNearest = (other: LibraryTrace) => other.name === trace.name;
  const layers = [
    ...system.traces.filter((other) => !isNearest(other)).flatMap((other) => layersIn(other, BESIDE)),
    ...system.traces
      .filter(isNearest)
      .flatMap((other) => layersIn(other, occasion.isNew ? NEAREST_OF_NOTHING : NEAREST)),
  ];
  return [...layers, ...fromElsewhere(library, occasion, layers)];
}

/** A service that is about something is met by what such services do, a front door by the journey behind it. */
function hasItsLike(library: Library, entry: CallNode, occasion: Occasion): boolean {
  return (
    !wordsOf(entry.service).every((word) => FRONT_DOORS.has(word)) &&
    callersLike(library, entry, occasion, MUCH_ALIKE).length > 0
  );
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
  return callersLike(library, caller, occasion, least).flatMap(({ system, call }) => {
    const renaming = renamingOf(system, occasion, { own: caller, told: call });
    const { children } = retold(call, renaming);
    return layersOf(children).map(({ path, calls }) => ({
      path: [...occasion.callers, ...path],
      calls,
      weight: ELSEWHERE,
    }));
  });
}
