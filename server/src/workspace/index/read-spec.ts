import { parseSpec } from '../../core/spec/build.ts';
import type { Item, Spec } from '../../core/spec/spec.ts';
import type { TraceParser } from '../../core/syntax/parser.ts';
import type { Pause } from './pause.ts';
import { piecesOf } from './pieces.ts';

/** What a text says, read piece by piece. Positions in it count from the beginning of some piece and mean nothing. */
export async function readSpec(parser: TraceParser, text: string, pause: Pause): Promise<Spec> {
  const items: Item[] = [];
  for (const piece of piecesOf(text)) {
    await pause();
    for (const item of parseSpec(parser, piece).items) items.push(item);
  }
  return { items, trailing: [] };
}
