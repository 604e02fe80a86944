import type { Node } from 'web-tree-sitter';
import type { Diagnostic } from '../diagnostic.ts';

/**
 * How many statements and values may stand inside each other. What is nested deeper is not read, so that nothing that
 * walks a file needs more stack than a thread has, or time that grows with the square of the depth.
 */
export const MAX_NESTING = 1_000;

/** Where braces first nest deeper than may be read, those in strings and comments counted too; undefined nowhere. */
export function deepBrace(text: string): number | undefined {
  let depth = 0;
  let close = text.indexOf('}');
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    for (; close >= 0 && close < open; close = text.indexOf('}', close + 1)) depth = Math.max(0, depth - 1);
    depth += 1;
    if (depth > MAX_NESTING) return open;
  }
  return undefined;
}

/** One finding where statements nest deeper than they are read. */
export function tooDeep(text: string, root: Node): readonly Diagnostic[] {
  const offset = deepBrace(text);
  if (offset === undefined || depthAt(root, offset) < MAX_NESTING) return [];
  return [
    {
      code: 'syntax-unreadable',
      severity: 'error',
      range: { start: offset, end: offset + 1 },
      message: `Blocks nest deeper than ${MAX_NESTING} levels here; what is inside is not read.`,
    },
  ];
}

/** Blocks around `offset` in the tree, where braces in strings and comments are none. */
function depthAt(root: Node, offset: number): number {
  let depth = 0;
  for (let node = root.descendantForIndex(offset); node !== null; node = node.parent) {
    if (node.type.endsWith('body')) depth += 1;
  }
  return depth;
}
