import { walkTree } from '../core/syntax/traverse.ts';
import type { TextRange } from '../core/text/range.ts';
import { leafAt } from './place.ts';
import type { TraceFile } from './trace-file.ts';

/** What "expand selection" selects from `offset` on: ever larger parts of the syntax, each one larger than the last. */
export function selectionRanges(file: TraceFile, offset: number): readonly TextRange[] {
  const leaf = leafAt(file.root, offset);
  return leaf === null ? [] : pathTo(file, { start: leaf.startIndex, end: leaf.endIndex });
}

/** From the inside out. Goes down with a cursor, since going up from a node costs a descent for each step. */
function pathTo(file: TraceFile, leaf: TextRange): readonly TextRange[] {
  const ranges: TextRange[] = [];
  walkTree(file.root, ({ startIndex: start, endIndex: end }) => {
    if (leaf.start < start || end < leaf.end) return false;
    const last = ranges.at(-1);
    if (last === undefined || end - start < last.end - last.start) ranges.push({ start, end });
    return true;
  });
  return ranges.reverse();
}
