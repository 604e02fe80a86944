import type { Node, Point } from 'web-tree-sitter';

/**
 * Row and column of an offset. Counting starts at the innermost node around it, which in a large file is a few lines
 * away, not at the start of the text.
 */
export function pointAt(root: Node, text: string, offset: number): Point {
  const anchor = root.descendantForIndex(offset);
  if (anchor === null || anchor.startIndex > offset)
    return pointAfter({ row: 0, column: 0 }, text.slice(0, offset));
  return pointAfter(anchor.startPosition, text.slice(anchor.startIndex, offset));
}

/** Where `text` ends when it begins at `start`. */
export function pointAfter(start: Point, text: string): Point {
  const lastBreak = text.lastIndexOf('\n');
  if (lastBreak < 0) return { row: start.row, column: start.column + text.length };
  return { row: start.row + countBreaks(text), column: text.length - lastBreak - 1 };
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
