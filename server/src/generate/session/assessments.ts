import type { Assessment, Generator, Snapshot } from '../generator.ts';
import { callAt } from './place.ts';

type Answer = Promise<Assessment | undefined>;

/** What is asked again and again of one version of a document while the pointer moves over it. */
export class Assessments {
  readonly #generator: Generator;
  /** By the signal that ends with the version, then by the start of the call. */
  readonly #known = new WeakMap<AbortSignal, Map<number, Answer>>();

  constructor(generator: Generator) {
    this.#generator = generator;
  }

  /**
   * Judges the call whose type or callee stands at `offset`. The answer is kept as long as `version` lasts; what is given
   * up or fails is forgotten. Rejects as the generator does.
   */
  of(snapshot: Snapshot, offset: number, version: AbortSignal, signal: AbortSignal): Answer {
    const site = callAt(snapshot.spec, offset);
    if (site === undefined) return Promise.resolve(undefined);
    const { start } = site.call.typeRange;
    const known = this.#known.get(version) ?? new Map<number, Answer>();
    this.#known.set(version, known);
    const found = known.get(start);
    if (found !== undefined) return found;
    const asked = this.#generator.assess(snapshot, start, AbortSignal.any([version, signal]));
    known.set(start, asked);
    asked.catch(() => known.delete(start));
    return asked;
  }
}
