import type { Diagnostic } from '../diagnostic.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Spec, TraceItem } from '../spec/spec.ts';
import { layoutGraph } from './graph-layout.ts';
import type { TraceHeading, TraceView } from './preview-model.ts';
import { rowsOf } from './rows.ts';
import { serviceGraphOf } from './service-graph.ts';

/** A trace that can be drawn, and what it is called. */
export interface Drawable {
  readonly heading: TraceHeading;
  readonly trace: TraceItem;
}

/** The traces of a file that are not muted, in text order. Costs little: only the one that is shown is laid out. */
export function drawablesOf(spec: Spec): readonly Drawable[] {
  const ranks = new Map<string, number>();
  const drawables: Drawable[] = [];
  for (const trace of spec.items) {
    if (trace.kind !== 'trace' || trace.muted === true) continue;
    const name = trace.name?.value ?? '';
    const rank = ranks.get(name) ?? 0;
    ranks.set(name, rank + 1);
    drawables.push({ heading: { id: JSON.stringify([name, rank]), name, range: trace.range }, trace });
  }
  return drawables;
}

/** What the preview draws of a trace: rows in text order and the graph of its services. */
export function layoutTrace(
  heading: TraceHeading,
  schedule: Schedule,
  diagnostics: readonly Diagnostic[],
): TraceView {
  const rows = rowsOf(schedule, diagnostics);
  return {
    ...heading,
    duration: Math.max(0, schedule.lastEnd - schedule.firstStart),
    rows,
    graph: layoutGraph(serviceGraphOf(schedule.flat, rows)),
  };
}
