import type { CallNode } from '../call-node.ts';
import type { Library } from '../library/library.ts';
import { createMemory } from '../memory/memory.ts';
import { inspiration } from './inspiration.ts';
import { byService, entryFor, type Known } from './known.ts';
import type { Occasion, SuggestedLayer } from './occasion.ts';

/** Places that are remembered: where one types, and the holes of a file that is filled many times. */
const MOST_PLACES = 32;

/** What the library tells of places; worked out once for a place while nothing around it changes. */
export class Borrowed {
  readonly #library: Library;
  readonly #told = new Map<string, Told>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** @param isShown whether the workspace shows itself what follows that call, so that the library is not asked */
  for(occasion: Occasion, isShown: (caller: CallNode) => boolean): Known {
    const { layers, all } = this.#tell(occasion);
    const wanted = layers.filter(({ path }) => {
      const caller = path.at(-1);
      return !caller || !isShown(caller);
    });
    return wanted.length === layers.length ? all : knownOf(wanted);
  }

  #tell(occasion: Occasion): Told {
    const key = JSON.stringify(occasion);
    const kept = this.#told.get(key);
    if (kept) return kept;
    if (this.#told.size >= MOST_PLACES) this.#told.clear();
    const layers = inspiration(this.#library, occasion);
    const told = { layers, all: knownOf(layers) };
    this.#told.set(key, told);
    return told;
  }
}

interface Told {
  readonly layers: readonly SuggestedLayer[];
  readonly all: Known;
}

function knownOf(layers: readonly SuggestedLayer[]): Known {
  const memory = createMemory();
  for (const layer of layers) memory.addWhole(layer, layer.weight);
  return { memory, services: byService(layers.flatMap(({ calls }) => calls.map(entryFor))) };
}
