import type { Node, TreeCursor } from 'web-tree-sitter';

/** A child of a node, named or not, with the field it fills. */
export interface Child {
  readonly field: string | null;
  readonly node: Node;
}

/** All children, comments and errors among them, in one pass of a cursor: look-ups by field cost a pass each. */
export function childrenOf(node: Node): readonly Child[] {
  const cursor = node.walk();
  const children: Child[] = [];
  for (let more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling()) {
    children.push({ field: cursor.currentFieldName, node: cursor.currentNode });
  }
  cursor.delete();
  return children;
}

/**
 * Calls `enter` for `root` and everything below it, parents first, however deep the tree is. Where `enter` answers false
 * the children of that node are left out. The cursor belongs to the walk: `enter` may read it, not move it.
 */
export function walkTree(root: Node, enter: (cursor: TreeCursor) => boolean): void {
  const cursor = root.walk();
  let entered = enter(cursor);
  for (;;) {
    if (!(entered && cursor.gotoFirstChild()) && !gotoNextOutward(cursor)) break;
    entered = enter(cursor);
  }
  cursor.delete();
}

/** To the next sibling, else to the next sibling of the nearest ancestor that has one. */
function gotoNextOutward(cursor: TreeCursor): boolean {
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) return false;
  }
  return true;
}
