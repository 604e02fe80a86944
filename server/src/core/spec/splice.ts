import type { Node } from 'web-tree-sitter';
import type { TextRange } from '../text/range.ts';
import type { Unchanged } from '../text/unchanged.ts';
import { BlockAssembler } from './assemble.ts';
import { isEntryType } from './build-entry.ts';
import type { Block } from './cst.ts';
import { defined } from './defined.ts';
import type { Entry } from './kinds.ts';
import type { Pieces } from './pieces.ts';
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

/** What a change has made of a block, with where its parts are now. */
export interface Update {
  readonly block: Block;
  readonly pieces: Pieces;
}

type Braced = Extract<Entry, { readonly body: readonly Entry[]; readonly bodyRange: TextRange }>;

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

/**
 * Makes blocks what they are after a change. Only the entries that it touches and their neighbours are read; all others
 * are taken over as they are, with their positions, which `pieces` translates.
 */
export class BlockUpdater {
  readonly #reader: TreeReader;
  readonly #pieces: Pieces;
  readonly #change: Change;

  /** @param pieces where the old entries stood before the change. */
  constructor(reader: TreeReader, pieces: Pieces, change: Change) {
    this.#reader = reader;
    this.#pieces = pieces;
    this.#change = change;
  }

  /** The block that `node` is now, where `old` is what it was. */
  update(node: Node, old: Block): Update {
    const index = this.#count(old.entries, ({ start }) => start < this.#change.start) - 1;
    const around = old.entries[index];
    const inside = around === undefined ? undefined : this.#updateInside(node, around);
    if (inside === undefined) return this.#reread(node, old);
    return { pieces: inside.pieces, block: { ...old, entries: old.entries.with(index, inside.entry) } };
  }

  /** `entry` with its body updated, where all of the change is inside of its braces; otherwise undefined. */
  #updateInside(parent: Node, entry: Entry): { readonly entry: Entry; readonly pieces: Pieces } | undefined {
    if (!this.#isAround(entry)) return undefined;
    const range = this.#pieces.range(entry.range);
    const node = parent.firstChildForIndex(range.start);
    const body = node?.childForFieldName('body');
    if (!node || !body || node.type !== NODE_TYPES[entry.kind]) return undefined;
    if (!this.#covers(node, range) || !this.#covers(body, this.#pieces.range(entry.bodyRange)))
      return undefined;
    if (isUnclosed(body) !== (entry.unclosed ?? false)) return undefined;
    this.#reader.depth += 1;
    const { block, pieces } = this.update(body, blockOf(entry));
    this.#reader.depth -= 1;
    const { comment, inner, ...rest } = entry;
    const trivia = defined({ comment: block.comment, inner: block.inner });
    return { entry: { ...rest, ...trivia, body: block.entries } as Entry, pieces };
  }

  #isAround(entry: Entry): entry is Braced {
    if (entry.muted || !('bodyRange' in entry) || !('body' in entry) || entry.bodyRange === undefined)
      return false;
    // A block that lacks its brace ends with what stands in it.
    const end = entry.unclosed ? (entry.body.at(-1)?.range.start ?? 0) : entry.bodyRange.end;
    const { start, oldEnd } = this.#change;
    return this.#pieces.now(entry.bodyRange.start) < start && oldEnd < this.#pieces.now(end);
  }

  /** Whether `node` reaches from where a block began to where it ended before the change, which lies inside. */
  #covers(node: Node, { start, end }: TextRange): boolean {
    return node.startIndex === start && node.endIndex === end + this.#change.by;
  }

  /** Reads the entries that the change touches, and puts them between those before and those behind. */
  #reread(node: Node, old: Block): Update {
    const { entries } = old;
    const isFile = node.type === 'source_file';
    // Their neighbours too: comments and blank lines between two entries belong to one of them.
    const firstTouched = this.#count(entries, ({ end }) => end < this.#change.start);
    const { first, child, from } = this.#readingStart(node, old, Math.max(firstTouched - 1, 0), isFile);
    const before = entries[first - 1] ?? (isFile ? 'file' : 'brace');
    const assembler = new BlockAssembler(this.#reader.source, before, from);
    const end = this.#readUpTo(child, assembler, entries);
    const to = end < entries.length ? this.#startOf(entries, end) : this.#innerEnd(old, isFile);
    const length = to + this.#change.by - from;
    const { pieces, read } = this.#pieces.replaced(from, to, length, old.unclosed ?? false);
    const block = defined({
      range: old.range,
      entries: [
        ...entries.slice(0, first),
        ...shiftEntries(assembler.entries, read - from),
        ...entries.slice(end),
      ],
      comment: first === 0 ? assembler.comment : old.comment,
      inner: end < entries.length ? old.inner : assembler.inner,
    });
    return { block, pieces };
  }

  /**
   * The first child of `node` to read, so that entry `first` is read: an earlier one where several entries were made of
   * one child, since an error holds what could be read of it.
   */
  #readingStart(node: Node, old: Block, latest: number, isFile: boolean): ReadingStart {
    for (let first = latest; first > 0; first -= 1) {
      const from = this.#endOf(old.entries, first - 1);
      const child = node.firstChildForIndex(from);
      if (child === null || child.startIndex >= from) return { first, child, from };
    }
    const from = isFile ? 0 : this.#pieces.now(old.range.start) + 1;
    return { first: 0, child: node.firstChild, from };
  }

  /**
   * Reads `child` and its siblings up to the first old entry that is kept, and returns which it is. It begins where it
   * did, and the entry before it stands where it did, on whose end its comments and blank lines depend.
   */
  #readUpTo(child: Node | null, assembler: BlockAssembler, entries: readonly Entry[]): number {
    const accepts = acceptsIn(child?.parent?.type ?? '');
    const { by, oldEnd } = this.#change;
    let at = this.#count(entries, ({ start }) => start <= oldEnd);
    let isBehindKept = false;
    for (let next = child; next !== null; next = next.nextSibling) {
      const passed = at;
      while (this.#startOf(entries, at) + by < next.startIndex) at += 1;
      const begins = this.#startOf(entries, at) + by === next.startIndex;
      if (begins && isBehindKept && at === passed) return at;
      this.#reader.cursor.reset(next);
      const type = readBlockChild(this.#reader, assembler, accepts);
      if (isEntryType(type) || type === 'ERROR')
        isBehindKept = begins && this.#endOf(entries, at) + by === next.endIndex;
      if (begins) at += 1;
    }
    return entries.length;
  }

  #count(entries: readonly Entry[], holds: (range: TextRange) => boolean): number {
    return countBefore(entries, (range) => holds(this.#pieces.range(range)));
  }

  /** Where an old entry stood before the change; nowhere, behind the last. */
  #startOf(entries: readonly Entry[], index: number): number {
    const entry = entries[index];
    return entry === undefined ? Number.POSITIVE_INFINITY : this.#pieces.now(entry.range.start);
  }

  #endOf(entries: readonly Entry[], index: number): number {
    const entry = entries[index];
    return entry === undefined ? Number.POSITIVE_INFINITY : this.#pieces.now(entry.range.end);
  }

  /** Where the old block's brace was, or its end where it had none. */
  #innerEnd(old: Block, isFile: boolean): number {
    if (isFile) return this.#reader.source.length - this.#change.by;
    const end = this.#pieces.now(old.range.end);
    return old.unclosed ? end : end - 1;
  }
}

interface ReadingStart {
  readonly first: number;
  readonly child: Node | null;
  /** Where what is read anew begins. */
  readonly from: number;
}

function isUnclosed(body: Node): boolean {
  return body.lastChild?.type !== '}';
}

function blockOf({ bodyRange, body, comment, inner, unclosed }: Braced): Block {
  return defined({ range: bodyRange, entries: body, comment, inner, unclosed });
}
