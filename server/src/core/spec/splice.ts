import type { Node } from 'web-tree-sitter';
import type { Unchanged } from '../text/unchanged.ts';
import { BlockAssembler } from './assemble.ts';
import { isEntryType } from './build-entry.ts';
import type { Block } from './cst.ts';
import { defined } from './defined.ts';
import type { Entry } from './kinds.ts';
import { acceptsIn, readBlockChild, type TreeReader } from './read-tree.ts';
import { shiftEntries } from './shift.ts';
import { countBefore } from './walk.ts';

/** The stretch that differs: from `start` to `oldEnd` in the old text; what follows has moved by `by`. */
interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly by: number;
}

/** The change between two texts of which `unchanged` is left. */
export function changeBetween(oldLength: number, newLength: number, { prefix, suffix }: Unchanged): Change {
  return { start: prefix, oldEnd: oldLength - suffix, by: newLength - oldLength };
}

/**
 * The block that `node` is now, where `old` is what it was before `change`: only the entries that the change touches and
 * their neighbours are read, those before are taken over, those behind are moved.
 */
export function updateBlock(reader: TreeReader, node: Node, old: Block, change: Change): Block {
  const index = countBefore(old.entries, (range) => range.start < change.start) - 1;
  const around = old.entries[index];
  const updated = around === undefined ? undefined : updateInside(reader, node, around, change);
  if (updated === undefined) return rereadEntries(reader, node, old, change);
  const entries = [
    ...old.entries.slice(0, index),
    updated,
    ...moved(old.entries.slice(index + 1), change.by),
  ];
  return { ...old, range: grown(old.range, change), entries };
}

type Braced = Extract<Entry, { readonly body: readonly Entry[]; readonly bodyRange: Block['range'] }>;

/** The grammar's names of the entries whose blocks may be large. */
const NODE_TYPES: Partial<Readonly<Record<Entry['kind'], string>>> = {
  trace: 'trace',
  call: 'call',
  span: 'span',
  par: 'par',
  repeat: 'repeat',
  choose: 'choose',
  alternative: 'alternative',
  'on-error': 'on_error',
};

/** `entry` with its body updated, where all of the change is inside of its braces; otherwise undefined. */
function updateInside(reader: TreeReader, parent: Node, entry: Entry, change: Change): Entry | undefined {
  if (!isAround(entry, change)) return undefined;
  const node = parent.firstChildForIndex(entry.range.start);
  const body = node?.childForFieldName('body');
  if (!node || !body || node.type !== NODE_TYPES[entry.kind]) return undefined;
  const range = grown(entry.range, change);
  const bodyRange = grown(entry.bodyRange, change);
  if (!covers(node, range) || !covers(body, bodyRange) || isUnclosed(body) !== (entry.unclosed ?? false))
    return undefined;
  const { comment, inner, ...rest } = entry;
  reader.depth += 1;
  const block = updateBlock(reader, body, blockOf(entry), change);
  reader.depth -= 1;
  return {
    ...rest,
    ...defined({ comment: block.comment, inner: block.inner }),
    range,
    bodyRange,
    body: block.entries,
  } as Entry;
}

function isAround(entry: Entry, change: Change): entry is Braced {
  if (entry.muted || !('bodyRange' in entry) || !('body' in entry) || entry.bodyRange === undefined)
    return false;
  // A block that lacks its brace ends with what stands in it.
  const end = entry.unclosed ? (entry.body.at(-1)?.range.start ?? 0) : entry.bodyRange.end;
  return entry.bodyRange.start < change.start && change.oldEnd < end;
}

function isUnclosed(body: Node): boolean {
  return body.lastChild?.type !== '}';
}

function covers(node: Node, range: Block['range']): boolean {
  return node.startIndex === range.start && node.endIndex === range.end;
}

function blockOf({ bodyRange, body, comment, inner }: Braced): Block {
  return defined({ range: bodyRange, entries: body, comment, inner });
}

function grown(range: Block['range'], change: Change): Block['range'] {
  return { start: range.start, end: range.end + change.by };
}

function moved(entries: readonly Entry[], by: number): readonly Entry[] {
  return by === 0 ? entries : shiftEntries(entries, by);
}

/** Reads the entries that the change touches, and puts them between those before and those behind. */
function rereadEntries(reader: TreeReader, node: Node, old: Block, change: Change): Block {
  const { entries } = old;
  // Their neighbours too: comments and blank lines between two entries belong to one of them.
  const firstTouched = countBefore(entries, (range) => range.end < change.start);
  const { first, child } = readingStart(node, old, Math.max(firstTouched - 1, 0));
  const assembler = assemblerBehind(reader, node, old, first);
  const firstBehind = countBefore(entries, (range) => range.start <= change.oldEnd);
  const end = readUpTo(reader, child, assembler, { entries, by: change.by, at: firstBehind });
  const reachesEnd = end >= entries.length;
  return defined({
    range: grown(old.range, change),
    entries: [...entries.slice(0, first), ...assembler.entries, ...moved(entries.slice(end), change.by)],
    comment: first === 0 ? assembler.comment : old.comment,
    inner: reachesEnd ? assembler.inner : old.inner,
  });
}

/**
 * The first child of `node` to read, so that entry `first` is read: an earlier one where several entries were made of
 * one child, since an error holds what could be read of it.
 */
function readingStart(
  node: Node,
  old: Block,
  latest: number,
): { readonly first: number; readonly child: Node | null } {
  for (let first = latest; first > 0; first -= 1) {
    const start = old.entries[first - 1]?.range.end ?? old.range.start;
    const child = node.firstChildForIndex(start);
    if (child === null || child.startIndex >= start) return { first, child };
  }
  return { first: 0, child: node.firstChild };
}

function assemblerBehind(reader: TreeReader, node: Node, old: Block, first: number): BlockAssembler {
  const before = old.entries[first - 1];
  if (before !== undefined) return new BlockAssembler(reader.source, before, before.range.end);
  const isFile = node.type === 'source_file';
  return new BlockAssembler(reader.source, isFile ? 'file' : 'brace', old.range.start + (isFile ? 0 : 1));
}

interface Kept {
  readonly entries: readonly Entry[];
  readonly by: number;
  /** The first of them behind the change. */
  readonly at: number;
}

/**
 * Reads `child` and its siblings up to the first entry that is kept, and returns which it is. It begins where it did,
 * and the entry before it stands where it did, on whose end its comments and blank lines depend.
 */
function readUpTo(reader: TreeReader, child: Node | null, assembler: BlockAssembler, kept: Kept): number {
  const accepts = acceptsIn(child?.parent?.type ?? '');
  let { at } = kept;
  let isBehindKept = false;
  for (let next = child; next !== null; next = next.nextSibling) {
    const passed = at;
    while (startOf(kept, at) < next.startIndex) at += 1;
    const begins = startOf(kept, at) === next.startIndex;
    if (begins && isBehindKept && at === passed) return at;
    reader.cursor.reset(next);
    const type = readBlockChild(reader, assembler, accepts);
    if (isEntryType(type) || type === 'ERROR') isBehindKept = begins && endOf(kept, at) === next.endIndex;
    if (begins) at += 1;
  }
  return kept.entries.length;
}

/** Where an old entry begins now; never, behind the last. */
function startOf({ entries, by }: Kept, index: number): number {
  return (entries[index]?.range.start ?? Number.POSITIVE_INFINITY) + by;
}

function endOf({ entries, by }: Kept, index: number): number {
  return (entries[index]?.range.end ?? Number.POSITIVE_INFINITY) + by;
}
