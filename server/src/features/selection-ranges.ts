import type { TextRange } from '../core/text/range.ts';
import { nodesAt } from './place.ts';
import type { TraceFile } from './trace-file.ts';

/** What "expand selection" selects from `offset` on: ever larger parts of the syntax, each one larger than the last. */
export function selectionRanges(file: TraceFile, offset: number): readonly TextRange[] {
  const ranges: TextRange[] = [];
  for (const node of nodesAt(file.root, offset)) {
    const range = { start: node.startIndex, end: node.endIndex };
    const last = ranges.at(-1);
    if (last === undefined || range.end - range.start > last.end - last.start) ranges.push(range);
  }
  return ranges;
}
