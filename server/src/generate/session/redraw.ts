import { type Redrawable, redrawableAt } from '../../core/spec/redrawable.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { FillResult, GenerateOptions, Snapshot } from '../generator.ts';
import type { Decoding } from './decoding.ts';
import { fillSubtree } from './fill-subtree.ts';
import { nextHole, type SubtreeHoleSite } from './hole-sites.ts';
import { indentAround, indentAt } from './indent.ts';

/**
 * Writes the calls of the call at `offset` anew, as a fill would write them if `...` stood there. The call's own line, and what
 * is said about it, stay.
 */
export async function redraw(
  decoding: Decoding,
  { text, spec }: Snapshot,
  offset: number,
  options: GenerateOptions,
): Promise<FillResult> {
  const found = redrawableAt(spec, text, offset);
  if (!found) return { edits: [], filled: 0, refused: [] };
  const { range, kept } = found;
  const ahead = kept.map(({ start, end }) => text.slice(start, end)).join('\n');
  const beginning = ahead === '' ? '' : `${ahead}\n`;
  const open = `${text.slice(0, range.start)}${beginning}...${text.slice(range.end)}`;
  const opened = decoding.parse(open);
  const site = holeAt(opened, range.start + beginning.length);
  if (!site) return { edits: [], filled: 0, refused: [] };
  const seeded = { temperature: options.temperature, seed: `${options.seed}/redraw` };
  const filling = await fillSubtree(decoding, opened, site, seeded);
  if ('refused' in filling)
    return { edits: [], filled: 0, refused: [{ range: found.call.range, reason: filling.refused }] };
  return { edits: [inPlace(text, found, `${beginning}${filling.text}`, site)], filled: 1, refused: [] };
}

/** A body of one line cannot hold several: its braces then stand on lines of their own. */
function inPlace(text: string, { call, range }: Redrawable, drawn: string, { place }: SubtreeHoleSite) {
  const body = call.bodyRange ?? range;
  if (text.slice(body.start, body.end).includes('\n')) return { range, text: drawn };
  return { range: body, text: `{\n${indentAt(place)}${drawn}\n${indentAround(place)}}` };
}

function holeAt(spec: Spec, start: number): SubtreeHoleSite | undefined {
  const site = nextHole(spec, start);
  return site?.slot === 'subtree' && site.range.start === start ? site : undefined;
}
