import type { Node } from 'web-tree-sitter';
import { type FlatTrace, flattenTrace, type Step } from '../core/schedule/flat-trace.ts';
import type { Spec, TraceItem } from '../core/spec/spec.ts';
import type { TextRange } from '../core/text/range.ts';

/** A step of a trace. */
export interface StepPlace {
  readonly flat: FlatTrace;
  readonly index: number;
  readonly step: Step;
}

/** Both ends count, so that a cursor right behind a word is on it. */
export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

export function traceAt(spec: Spec, offset: number): TraceItem | undefined {
  return spec.items.find((item) => item.kind === 'trace' && touches(item.range, offset)) as
    | TraceItem
    | undefined;
}

/** The innermost call, span or group at `offset`; undefined on the trace's own line. */
export function stepAt(spec: Spec, offset: number): StepPlace | undefined {
  const trace = traceAt(spec, offset);
  if (trace === undefined) return undefined;
  const flat = flattenTrace(trace);
  let index = lastStartingBefore(flat.steps, offset);
  while (index >= 0) {
    const step = flat.steps[index];
    if (step === undefined) return undefined;
    if (touches(step.range, offset)) return { flat, index, step };
    index = flat.parent[index] ?? -1;
  }
  return undefined;
}

/** The leaf of the syntax tree at `offset`: what begins there rather than what ends there. */
export function leafAt(root: Node, offset: number): Node | null {
  const here = root.descendantForIndex(offset, offset + 1);
  if (here !== null && here.childCount === 0 && here.endIndex > offset) return here;
  return offset === 0 ? here : root.descendantForIndex(offset - 1, offset);
}

/** Steps stand in text order. */
function lastStartingBefore(steps: readonly Step[], offset: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = steps[middle]?.range.start ?? 0;
    if (start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
