import { durationText } from '../core/constraints/describe.ts';
import { isCallOrSpan } from '../core/schedule/flat-trace.ts';
import type { TraceItem } from '../core/spec/spec.ts';
import type { TextRange } from '../core/text/range.ts';
import type { TraceFile } from './trace-file.ts';

export interface InlayHint {
  /** In front of the call. */
  readonly offset: number;
  readonly text: string;
}

/** When each call in `range` starts, counted from the start of its trace. */
export function inlayHints(file: TraceFile, range: TextRange): readonly InlayHint[] {
  return file.spec.items.flatMap((item) =>
    item.kind === 'trace' && item.muted !== true && overlap(item.range, range)
      ? hintsOf(file, item, range)
      : [],
  );
}

function hintsOf(file: TraceFile, trace: TraceItem, range: TextRange): readonly InlayHint[] {
  const { flat, start } = file.scheduleOf(trace);
  return flat.steps.flatMap((step, index) => {
    const offset = step.range.start;
    if (!isCallOrSpan(step) || offset < range.start || range.end < offset) return [];
    return [{ offset, text: `${durationText(start[index]?.nominal ?? 0)}` }];
  });
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
