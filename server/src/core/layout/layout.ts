import type { Diagnostic } from '../diagnostic.ts';
import { latencyRulesOf } from '../schedule/latency.ts';
import { type Schedule, scheduleTrace } from '../schedule/schedule.ts';
import type { Spec, TraceItem } from '../spec/spec.ts';
import { aliasesOf } from '../symbols/symbols-of.ts';
import { layoutGraph } from './graph-layout.ts';
import type { TraceView } from './preview-model.ts';
import { rowsOf } from './rows.ts';
import { serviceGraphOf } from './service-graph.ts';

/**
 * What the preview draws of a trace: rows in text order and the graph of its services. `rank` counts the traces of the
 * same name before it in the file, so that ids differ.
 */
export function layoutTrace(
  trace: TraceItem,
  schedule: Schedule,
  diagnostics: readonly Diagnostic[],
  rank = 0,
): TraceView {
  const name = trace.name?.value ?? '';
  const rows = rowsOf(schedule, diagnostics);
  return {
    id: JSON.stringify([name, rank]),
    name,
    range: trace.range,
    duration: Math.max(0, schedule.lastEnd - schedule.firstStart),
    rows,
    graph: layoutGraph(serviceGraphOf(schedule.flat, rows)),
  };
}

/** The views of all traces of a file that are not muted. */
export function layoutSpec(
  spec: Spec,
  diagnostics: readonly Diagnostic[],
  scheduleOf: (trace: TraceItem) => Schedule = scheduler(spec),
): readonly TraceView[] {
  const ranks = new Map<string, number>();
  return spec.items.flatMap((item) => {
    if (item.kind !== 'trace' || item.muted === true) return [];
    const name = item.name?.value ?? '';
    const rank = ranks.get(name) ?? 0;
    ranks.set(name, rank + 1);
    return [layoutTrace(item, scheduleOf(item), diagnostics, rank)];
  });
}

function scheduler(spec: Spec): (trace: TraceItem) => Schedule {
  const rules = latencyRulesOf(spec);
  const aliases = aliasesOf(spec);
  return (trace) => scheduleTrace(trace, rules, aliases);
}
