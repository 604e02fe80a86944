import type { Spec } from '../core/spec/spec.ts';
import type { Generator } from './generator.ts';
import type { LanguageModel } from './language-model.ts';
import type { Library } from './library/library.ts';
import type { Decoding } from './session/decoding.ts';
import { fillAll, fillAt } from './session/fill.ts';
import { propose } from './session/propose.ts';

/** What a generator is made of; the wiring joins it. */
export interface GeneratorParts {
  readonly model: LanguageModel;
  readonly library: Library;
  /** Other files that show how the workspace's services call each other, nearest first. */
  specsBeside(uri: string): readonly Spec[];
  parse(text: string): Spec;
}

/** The recursive method over a language model, a library of systems and the workspace. */
export function createGenerator(parts: GeneratorParts): Generator {
  const decodingFor = (uri: string, signal: AbortSignal): Decoding => ({
    model: parts.model,
    workspace: { specs: parts.specsBeside(uri), library: parts.library },
    signal,
  });
  return {
    propose: (snapshot, offset, options, signal) =>
      propose(decodingFor(snapshot.uri, signal), snapshot, offset, options),
    fillAt: (snapshot, offset, options, signal) =>
      fillAt(decodingFor(snapshot.uri, signal), snapshot, offset, options),
    fillAll: (snapshot, options, signal, progress) =>
      fillAll(decodingFor(snapshot.uri, signal), parts.parse, snapshot, options, progress),
  };
}
