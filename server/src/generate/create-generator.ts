import type { Spec } from '../core/spec/spec.ts';
import { createAuthor } from './author/layer-author.ts';
import { UNDECIDED } from './author/undecided.ts';
import type { Generator } from './generator.ts';
import type { ScoringModel, TextModel } from './language-model.ts';
import type { Library } from './library/library.ts';
import { assess } from './session/assess.ts';
import type { Decoding } from './session/decoding.ts';
import { fillAll, fillAt } from './session/fill.ts';
import { oddCalls } from './session/odd-calls.ts';
import { propose } from './session/propose.ts';
import { redraw } from './session/redraw.ts';
import { type WorkspaceFile, Workspaces } from './session/workspace.ts';

/** What a generator is made of; the wiring joins it. */
export interface GeneratorParts {
  readonly model: ScoringModel;
  /** The same model as one that writes texts, where it is none of ours. */
  readonly textModel?: (signal: AbortSignal) => Promise<TextModel | undefined>;
  /** Read beside the start of the process, so the first request may have to wait for it. */
  readonly library: Promise<Library>;
  /** Other files that show how the workspace's services call each other, nearest first. */
  filesBeside(uri: string): readonly WorkspaceFile[];
  parse(text: string): Spec;
}

/** The recursive method over a language model, a library of systems and the workspace. */
export function createGenerator(parts: GeneratorParts): Generator {
  const workspaces = parts.library.then((library) => new Workspaces(library));
  const decodingFor = async (uri: string, signal: AbortSignal): Promise<Decoding> => {
    const text = await parts.textModel?.(signal);
    return {
      model: text ? UNDECIDED : parts.model,
      author: text && createAuthor(text, parts.parse),
      parse: parts.parse,
      workspace: (await workspaces).of(uri, parts.filesBeside(uri)),
      signal,
    };
  };
  return {
    propose: async (snapshot, offset, options, signal) =>
      propose(await decodingFor(snapshot.uri, signal), snapshot, offset, options),
    fillAt: async (snapshot, offset, options, signal) =>
      fillAt(await decodingFor(snapshot.uri, signal), snapshot, offset, options),
    fillAll: async (snapshot, options, signal, progress) =>
      fillAll(await decodingFor(snapshot.uri, signal), snapshot, options, progress),
    redraw: async (snapshot, offset, options, signal) =>
      redraw(await decodingFor(snapshot.uri, signal), snapshot, offset, options),
    assess: async (snapshot, offset, signal) =>
      assess(await decodingFor(snapshot.uri, signal), snapshot, offset),
    oddCalls: async (snapshot, threshold, signal) =>
      oddCalls(await decodingFor(snapshot.uri, signal), snapshot, threshold),
  };
}
