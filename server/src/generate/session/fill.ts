import { holesIn } from '../../core/spec/holes.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { TextEdit, TextRange } from '../../core/text/range.ts';
import type { FillProgress, FillResult, GenerateOptions, Snapshot } from '../generator.ts';
import type { Decoding } from './decoding.ts';
import { fillPlain } from './fill-plain.ts';
import { fillSubtree } from './fill-subtree.ts';
import { fillValue } from './fill-value.ts';
import { type HoleSite, holeAt, nextHole } from './hole-sites.ts';

/** What a hole came to: the text that replaces it, or why it stays. */
export type Filling = { readonly text: string } | { readonly refused: string };

/** Fills the hole at `offset`, or the first one of its line. */
export async function fillAt(
  decoding: Decoding,
  snapshot: Snapshot,
  offset: number,
  options: GenerateOptions,
): Promise<FillResult> {
  const site = holeAt(snapshot.spec, snapshot.text, offset);
  if (!site) return { edits: [], filled: 0, refused: [] };
  const filling = await fillSite(decoding, snapshot.spec, site, options);
  if ('refused' in filling)
    return { edits: [], filled: 0, refused: [{ range: site.range, reason: filling.refused }] };
  return { edits: [{ range: site.range, text: filling.text }], filled: 1, refused: [] };
}

/**
 * Fills every hole in text order. Each sees what was written before it, so the text is read anew after each; edits are
 * told in offsets of the text as it was given.
 */
export async function fillAll(
  decoding: Decoding,
  snapshot: Snapshot,
  options: GenerateOptions,
  progress?: FillProgress,
): Promise<FillResult> {
  const edits: TextEdit[] = [];
  const refused: { range: TextRange; reason: string }[] = [];
  const named = new Map<string, string>();
  const total = holesIn(snapshot.spec).length;
  let { text, spec } = snapshot;
  let [from, shift] = [0, 0];
  for (let site = nextHole(spec, from); site; site = nextHole(spec, from)) {
    progress?.(edits.length + refused.length, total);
    const range = { start: site.range.start - shift, end: site.range.end - shift };
    const filling = await fillNamed(decoding, spec, site, options, named);
    if ('refused' in filling) {
      refused.push({ range, reason: filling.refused });
      from = site.range.end;
      continue;
    }
    edits.push({ range, text: filling.text });
    text = text.slice(0, site.range.start) + filling.text + text.slice(site.range.end);
    from = site.range.start + filling.text.length;
    shift += filling.text.length - (site.range.end - site.range.start);
    if (edits.length + refused.length === total) break;
    spec = decoding.parse(text);
  }
  refused.push(...unsupported(snapshot.spec));
  progress?.(total, total);
  return { edits, filled: edits.length, refused };
}

/** Holes of other values stay as they are, and it is said. */
function unsupported(spec: Spec): { range: TextRange; reason: string }[] {
  const filled = new Set<number>();
  for (let site = nextHole(spec, 0); site; site = nextHole(spec, site.range.start + 1))
    filled.add(site.range.start);
  return holesIn(spec).flatMap((open) => {
    const { range } = open.kind === 'subtree' ? open.owner : open.value;
    return filled.has(range.start) ? [] : [{ range, reason: UNTOLD }];
  });
}

const UNTOLD =
  'Nothing in a trace tells this value: starts, attributes, laws and parts of a value are for you to write.';

/** `?x` is the same value wherever it stands. */
async function fillNamed(
  decoding: Decoding,
  spec: Spec,
  site: HoleSite,
  options: GenerateOptions,
  named: Map<string, string>,
): Promise<Filling> {
  const name = site.slot === 'subtree' ? undefined : site.hole.name;
  const known = name === undefined ? undefined : named.get(name);
  if (known !== undefined) return { text: known };
  const filling = await fillSite(decoding, spec, site, options);
  if (name !== undefined && 'text' in filling) named.set(name, filling.text);
  return filling;
}

/** The seed of a hole depends on its place among the calls, not on offsets, so that comments do not change a fill. */
async function fillSite(
  decoding: Decoding,
  spec: Spec,
  site: HoleSite,
  options: GenerateOptions,
): Promise<Filling> {
  decoding.signal.throwIfAborted();
  const place = `${site.place.trace.name?.value ?? ''}/${site.place.path.length}/${site.place.index}/${site.slot}`;
  const seeded = { temperature: options.temperature, seed: `${options.seed}/${place}` };
  if (site.slot === 'subtree') return fillSubtree(decoding, spec, site, seeded);
  return 'owner' in site ? fillPlain(spec, site, seeded.seed) : fillValue(decoding, spec, site, seeded);
}
