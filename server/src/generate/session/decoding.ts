import { createRandom, type Random } from '../../core/random.ts';
import type { Spec, Statement } from '../../core/spec/spec.ts';
import type { LayerAuthor } from '../author/layer-author.ts';
import { lineOf } from '../author/typed-line.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import { type Choices, createWriter, type Writer } from '../decoder/choose.ts';
import { DeadEnd } from '../decoder/decode-structure.ts';
import type { Surroundings } from '../decoder/decode-subtree.ts';
import type { TypedCall } from '../decoder/typed-call.ts';
import type { ScoringModel } from '../language-model.ts';
import type { Place } from './place.ts';
import { surroundingsAt } from './surroundings.ts';
import type { Workspace } from './workspace.ts';

/** What every request to the generator shares. */
export interface Decoding {
  readonly model: ScoringModel;
  /** Writes layers as text where the model is none of ours; `model` then has no opinion. */
  readonly author?: LayerAuthor | undefined;
  readonly workspace: Workspace;
  parse(text: string): Spec;
  readonly signal: AbortSignal;
}

/** One attempt at one place: what is known there, and writers that start from the head of its document. */
export interface Attempt {
  readonly around: Surroundings;
  start(): Writer;
  /** Mean log-probability of the choices made so far, 0 where there was none. */
  score(): number;
}

export interface AttemptOptions {
  readonly temperature: number;
  readonly seed: string;
  /** A half-typed line, which says nothing yet. */
  readonly open?: Statement;
  /** What that line says, where it is a call. */
  readonly typed?: TypedCall;
  /** Services that are asked for by name, whether the workspace knows them or not. */
  readonly named: readonly CatalogueEntry[];
}

export function attemptAt(decoding: Decoding, spec: Spec, place: Place, options: AttemptOptions): Attempt {
  const random: Random = createRandom(options.seed);
  const { temperature } = options;
  const known = surroundingsAt(spec, place, decoding.workspace, { ...options, random });
  const { model, signal, author } = decoding;
  const around: Surroundings = {
    ...known,
    draftOf:
      author &&
      (({ path, before, typed, isNextOnly }) => {
        const seed = random.below(2 ** 31);
        const beginning = lineOf(typed);
        return author.draft(
          {
            memory: known.memory,
            services: known.catalogue.entries,
            path,
            before,
            beginning,
            isNextOnly,
            temperature,
            seed,
          },
          signal,
        );
      }),
  };
  const writers: Writer[] = [];
  return {
    around,
    start: () => {
      const writer = createWriter(around.catalogue.head, { model, temperature, random, signal });
      writers.push(writer);
      return writer;
    },
    score: () => meanLogProbability(writers.map(({ choices }) => choices)),
  };
}

function meanLogProbability(choices: readonly Choices[]): number {
  const count = choices.reduce((sum, each) => sum + each.count, 0);
  return count === 0 ? 0 : choices.reduce((sum, each) => sum + each.logProbability, 0) / count;
}

/** `work`, or undefined where the constraints left nothing to write. */
export async function unlessDeadEnd<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DeadEnd) return undefined;
    throw error;
  }
}
