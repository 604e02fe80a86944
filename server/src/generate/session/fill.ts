import { holesIn } from '../../core/spec/holes.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { applyEdits } from '../../core/text/apply-edits.ts';
import type { TextEdit, TextRange } from '../../core/text/range.ts';
import type { FillProgress, FillResult, GenerateOptions, Snapshot } from '../generator.ts';
import type { Decoding } from './decoding.ts';
import { fillPlain } from './fill-plain.ts';
import { fillSubtree } from './fill-subtree.ts';
import { fillValue } from './fill-value.ts';
import { type HoleSite, holeAt, holesInOrder, nextHole } from './hole-sites.ts';
import { indentAround, indentAt } from './indent.ts';
import { onOwnLines } from './own-lines.ts';
import { bodyOf, type Place } from './place.ts';

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
  return { edits: [editOf(snapshot.text, site, filling.text)], filled: 1, refused: [] };
}

/**
 * Fills every hole, in the order of `holesInOrder`. Each sees what was written before it, so the text is read anew after each;
 * edits are told in offsets of the text as it was given.
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
  const holes = holesInOrder(snapshot.spec);
  let { spec } = snapshot;
  for (const [index, hole] of holes.entries()) {
    const { range } = hole;
    progress?.(index, total);
    const at = movedBy(edits, range.start);
    const site = nextHole(spec, at);
    if (site?.range.start !== at) continue;
    const filling = await fillNamed(decoding, spec, site, options, named);
    if ('refused' in filling) {
      refused.push({ range, reason: filling.refused });
      continue;
    }
    insertInOrder(edits, editOf(snapshot.text, hole, filling.text));
    if (index + 1 < holes.length) spec = decoding.parse(applyEdits(snapshot.text, edits));
  }
  refused.push(...untold(snapshot.spec, holes));
  progress?.(total, total);
  return { edits, filled: edits.length, refused };
}

/** How `source` changes where a hole is filled with that text. */
function editOf(source: string, { slot, range, place }: HoleSite, text: string): TextEdit {
  if (slot !== 'subtree') return { range, text };
  return onOwnLines(source, { range, text }, indentAt(place), indentAround(place));
}

/** Where an offset of the text has come to by `edits`. */
function movedBy(edits: readonly TextEdit[], offset: number): number {
  return edits.reduce(
    (moved, { range, text }) =>
      range.end <= offset ? moved + text.length - (range.end - range.start) : moved,
    offset,
  );
}

function insertInOrder(edits: TextEdit[], edit: TextEdit): void {
  const before = edits.findLastIndex(({ range }) => range.start < edit.range.start);
  edits.splice(before + 1, 0, edit);
}

/** Holes of other values stay as they are, and it is said. */
function untold(spec: Spec, holes: readonly HoleSite[]): { range: TextRange; reason: string }[] {
  const told = new Set(holes.map(({ range }) => range.start));
  return holesIn(spec).flatMap((open) => {
    const { range } = open.kind === 'subtree' ? open.owner : open.value;
    return told.has(range.start) ? [] : [{ range, reason: UNTOLD }];
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
  const { trace, index } = site.place;
  const place = [trace.name?.value ?? '', ...indicesOf(site.place), index, site.slot].join('/');
  const seeded = { temperature: options.temperature, seed: `${options.seed}/${place}` };
  if (site.slot === 'subtree') return fillSubtree(decoding, spec, site, seeded);
  return 'owner' in site ? fillPlain(spec, site, seeded.seed) : fillValue(decoding, spec, site, seeded);
}

/** Where each statement around a place stands among those beside it. */
function indicesOf({ trace, path }: Place): number[] {
  const bodies = [trace.body, ...path.map(bodyOf)];
  return path.map((statement, depth) => bodies[depth]?.indexOf(statement) ?? -1);
}
