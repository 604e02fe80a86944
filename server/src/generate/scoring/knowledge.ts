import type { CallNode, PlacedLayer } from '../call-node.ts';
import type { Catalogue } from '../codec/catalogue.ts';
import { encodePrompt, encodeStructure } from '../codec/layer.ts';
import type { Token } from '../language-model.ts';
import { findHints } from '../memory/hints.ts';
import type { Memory } from '../memory/memory.ts';
import type { LayerContext } from '../memory/next-call.ts';
import { shownBefore } from '../shown-calls.ts';
import type { Recurrence } from './new-service.ts';

/** What is known of the traces around a layer. */
export interface Knowledge {
  readonly memory: Memory;
  readonly catalogue: Catalogue;
  /** Given where services that the catalogue lacks may be called: how the trace calls those that it has. */
  readonly recurrence?: Recurrence;
}

/** A place in a layer whose calls before are known with all that is below them. */
export interface WrittenContext extends LayerContext {
  readonly before: readonly CallNode[];
}

export function contextAt({ path, calls }: PlacedLayer, index: number): WrittenContext {
  return { path, before: calls.slice(0, index) };
}

/** What the model reads before it goes on at a place, as grey text asks it: nothing is known of the layer but its place. */
export function sequenceAt(knowledge: Knowledge, context: WrittenContext): Token[] {
  return [...layerPrompt(knowledge, context), ...encodedBefore(knowledge, context)];
}

/** The same up to the layer's first call. */
export function layerPrompt({ catalogue, memory }: Knowledge, { path, before }: WrittenContext): Token[] {
  const time = path.at(-1)?.duration;
  const conditions = time === undefined ? {} : { time };
  return [
    ...catalogue.head,
    ...encodePrompt(catalogue, path, conditions, findHints(memory, { path, before })),
  ];
}

/** The calls before the place. */
export const encodedBefore = ({ catalogue }: Knowledge, { before }: WrittenContext): Token[] =>
  encodeStructure(catalogue, shownBefore(before)).slice(0, -1);
