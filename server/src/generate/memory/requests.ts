import { stem, wordsOf } from '../codec/words.ts';
import { type AlikeLayer, MAX_ALIKE, type Request, ROOT_CALLER, type StoredLayer } from './evidence.ts';
import { distinctShapes } from './shapes.ts';

/** Requests that share less are about other things. */
const MIN_OVERLAP = 0.25;

interface SeenRequest extends Request {
  readonly layers: StoredLayer[];
  /** Worked out when first asked for. */
  words?: ReadonlySet<string>;
}

/** Layers by what was asked of their caller. */
export class Requests {
  readonly #seen = new Map<string, SeenRequest>();

  constructor(layers: readonly StoredLayer[]) {
    for (const layer of layers) this.#add(layer);
  }

  #add(layer: StoredLayer): void {
    const { service, operation = '' } = layer.path.at(-1) ?? { service: ROOT_CALLER };
    if (service === ROOT_CALLER) return;
    const key = `${service}\n${operation}`;
    const request = this.#seen.get(key) ?? { service, operation, layers: [] };
    request.layers.push(layer);
    this.#seen.set(key, request);
  }

  mostAlike(caller: Request): readonly AlikeLayer[] {
    const words = requestWords(caller);
    const found = [...this.#seen.values()].flatMap((request) => {
      if (request.service === caller.service) return [];
      request.words ??= requestWords(request);
      const overlap = sharedWords(words, request.words);
      if (overlap < MIN_OVERLAP) return [];
      const layers = distinctShapes(request.layers, (layer) => layer, MAX_ALIKE);
      return layers.map((layer) => ({ layer, overlap }));
    });
    return mostOverlapping(found.sort((a, b) => a.layer.order - b.layer.order));
  }
}

/** The best of `found`, of equal ones those that come first. */
export function mostOverlapping(found: readonly AlikeLayer[]): readonly AlikeLayer[] {
  const ordered = found.toSorted((a, b) => b.overlap - a.overlap);
  return distinctShapes(ordered, ({ layer }) => layer, MAX_ALIKE);
}

function requestWords({ service, operation = '' }: Request): ReadonlySet<string> {
  return new Set([...wordsOf(service), ...wordsOf(operation)].map(stem));
}

function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}
