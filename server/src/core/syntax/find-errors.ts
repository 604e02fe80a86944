import type { Node, TreeCursor } from 'web-tree-sitter';
import type { TextRange } from '../text/range.ts';

/** A place the parser could not read (an ERROR node) or had to invent something for (a MISSING one). */
export interface ErrorPlace {
  readonly kind: 'unexpected' | 'missing';
  /** Grammar type of the node; for a missing one, what is missing. */
  readonly type: string;
  readonly range: TextRange;
  /** What it stands in, nearest first: at most `KEPT_PARENTS`. */
  readonly parents: readonly ParentNode[];
}

export interface ParentNode {
  readonly type: string;
  readonly start: number;
}

/** More are of no use to anybody, and a text of noise has a hundred thousand. */
export const MAX_ERRORS = 2_000;
const KEPT_PARENTS = 3;

/**
 * The outermost places of error below `root`, in text order. Goes only where there are errors, so that a sound file costs
 * nothing, and needs no stack, however deep the blocks are nested.
 */
export function findErrors(root: Node): readonly ErrorPlace[] {
  if (!root.hasError) return [];
  const found: ErrorPlace[] = [];
  const parents: ParentNode[] = [];
  const cursor = root.walk();
  let more = true;
  while (more && found.length < MAX_ERRORS) more = advance(cursor, parents, found);
  cursor.delete();
  return found;
}

/** Looks at the node under the cursor and goes on to the next one; false behind the last. */
function advance(cursor: TreeCursor, parents: ParentNode[], found: ErrorPlace[]): boolean {
  const node = cursor.currentNode;
  const place = errorPlace(node, parents);
  if (place !== undefined) found.push(place);
  else if (node.hasError && cursor.gotoFirstChild()) {
    parents.push({ type: node.type, start: node.startIndex });
    return true;
  }
  return gotoNextOutward(cursor, parents);
}

function errorPlace(node: Node, parents: readonly ParentNode[]): ErrorPlace | undefined {
  // A root of errors alone still holds whole statements, which are looked through one by one.
  const isError = node.isError && parents.length > 0;
  if (!isError && !node.isMissing) return undefined;
  return {
    kind: isError ? 'unexpected' : 'missing',
    type: node.type,
    range: { start: node.startIndex, end: node.endIndex },
    parents: parents.slice(-KEPT_PARENTS).reverse(),
  };
}

function gotoNextOutward(cursor: TreeCursor, parents: ParentNode[]): boolean {
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) return false;
    parents.pop();
  }
  return true;
}
