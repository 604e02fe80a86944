import type { Node } from 'web-tree-sitter';
import type { TraceParser } from '../syntax/parser.ts';
import { isItem } from './kinds.ts';
import { readBlock } from './read-tree.ts';
import type { Spec } from './spec.ts';

/** A spec with the text it was built from. */
export interface SpecBuild {
  readonly spec: Spec;
  readonly text: string;
}

/** The spec of `text`, whose syntax tree has the root `root`. Never throws: what cannot be read is kept as text. */
export function buildSpec(root: Node, text: string): SpecBuild {
  const cursor = root.walk();
  try {
    const { entries, inner } = readBlock({ cursor, source: text, depth: 0 });
    return { spec: { items: entries.filter(isItem), trailing: inner ?? [] }, text };
  } finally {
    cursor.delete();
  }
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
