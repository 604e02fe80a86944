import type { TextRange } from '../core/text/range.ts';
import type { TraceFile } from './trace-file.ts';

export interface CodeLens {
  readonly range: TextRange;
  readonly action: 'preview' | 'fill-all';
}

/** Above each trace: its preview, and the filling of holes where it has any. */
export function codeLenses(file: TraceFile): readonly CodeLens[] {
  const holes = file.root.descendantsOfType(['hole', 'subtree_hole']).map(({ startIndex }) => startIndex);
  return file.spec.items.flatMap((item): CodeLens[] => {
    if (item.kind !== 'trace' || item.muted === true) return [];
    const range = item.name?.range ?? { start: item.range.start, end: item.range.start };
    const open = holes.some((hole) => item.range.start <= hole && hole < item.range.end);
    const preview: CodeLens = { range, action: 'preview' };
    return open ? [preview, { range, action: 'fill-all' }] : [preview];
  });
}
