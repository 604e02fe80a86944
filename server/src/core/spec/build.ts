import type { Node } from 'web-tree-sitter';
import type { TraceParser } from '../syntax/parser.ts';
import type { Unchanged } from '../text/unchanged.ts';
import type { Block } from './cst.ts';
import { isItem } from './kinds.ts';
import { readBlock, type TreeReader, treeReader } from './read-tree.ts';
import type { Spec } from './spec.ts';
import { changeBetween, updateBlock } from './splice.ts';

/** A spec with the text it was built from. */
export interface SpecBuild {
  readonly spec: Spec;
  readonly text: string;
}

/** An earlier build of the same document, and what is left of its text and syntax. */
export interface Previous {
  readonly build: SpecBuild;
  readonly unchanged: Unchanged;
}

/**
 * The spec of `text`, whose syntax tree has the root `root`. Never throws: what cannot be read is kept as text. With
 * `previous`, only what changed is read; the result is the same.
 */
export function buildSpec(root: Node, text: string, previous?: Previous): SpecBuild {
  const reader = treeReader(root, text);
  try {
    const isUpdate = previous !== undefined && root.type === 'source_file';
    const block = isUpdate ? updateFile(reader, root, previous) : readBlock(reader);
    return { spec: { items: block.entries.filter(isItem), trailing: block.inner ?? [] }, text };
  } finally {
    reader.cursor.delete();
  }
}

function updateFile(reader: TreeReader, root: Node, { build, unchanged }: Previous): Block {
  const { spec, text } = build;
  const old: Block = { range: { start: 0, end: text.length }, entries: spec.items, inner: spec.trailing };
  return updateBlock(reader, root, old, changeBetween(text.length, reader.source.length, unchanged));
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
