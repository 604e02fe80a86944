import type { Node } from 'web-tree-sitter';
import type { TraceParser } from '../syntax/parser.ts';
import type { Unchanged } from '../text/unchanged.ts';
import type { Block } from './cst.ts';
import { isItem } from './kinds.ts';
import { Pieces } from './pieces.ts';
import { readBlock, type TreeReader, treeReader } from './read-tree.ts';
import { settledAtOnce } from './settle.ts';
import type { Spec } from './spec.ts';
import { BlockUpdater, changeBetween, type Update } from './splice.ts';

/** A spec with the text it was built from. */
export interface SpecBuild {
  /** Its positions are those of the time at which each part was read. */
  readonly spec: Spec;
  /** Where they are in `text`. */
  readonly pieces: Pieces;
  readonly text: string;
}

/** An earlier build of the same document, and what is left of its text and syntax. */
export interface Previous {
  readonly build: SpecBuild;
  readonly unchanged: Unchanged;
}

/** More pieces are put together again, so that finding one stays cheap. */
const MAX_PIECES = 500;

/**
 * The spec of `text`, whose syntax tree has the root `root`. Never throws: what cannot be read is kept as text. With
 * `previous`, only what changed is read; the result is the same, but for positions that `pieces` translates.
 */
export function buildSpec(root: Node, text: string, previous?: Previous): SpecBuild {
  const reader = treeReader(root, text);
  try {
    const isUpdate = previous !== undefined && root.type === 'source_file';
    const { block, pieces } = isUpdate ? updateFile(reader, root, previous) : readFile(reader);
    const spec = { items: block.entries.filter(isItem), trailing: block.inner ?? [] };
    if (pieces.size <= MAX_PIECES) return { spec, pieces, text };
    return { spec: settledAtOnce(spec, pieces), pieces: Pieces.ofWhole(text.length), text };
  } finally {
    reader.cursor.delete();
  }
}

function readFile(reader: TreeReader): Update {
  return { block: readBlock(reader), pieces: Pieces.ofWhole(reader.source.length) };
}

function updateFile(reader: TreeReader, root: Node, { build, unchanged }: Previous): Update {
  const { spec, pieces, text } = build;
  const old: Block = { range: { start: 0, end: text.length }, entries: spec.items, inner: spec.trailing };
  const change = changeBetween(text.length, reader.source.length, unchanged);
  return new BlockUpdater(reader, pieces, change).update(root, old);
}

/** The spec of a text that is read once, such as a file on the command line. */
export function parseSpec(parser: TraceParser, text: string): Spec {
  const document = parser.open(text);
  try {
    return buildSpec(document.root, text).spec;
  } finally {
    document.dispose();
  }
}
