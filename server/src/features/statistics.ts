import { isCallOrSpan } from '../core/schedule/flat-trace.ts';
import { holesIn } from '../core/spec/holes.ts';
import type { TraceItem } from '../core/spec/spec.ts';
import type { Nanoseconds } from '../core/spec/value.ts';
import { symbolsOf } from '../core/symbols/symbols-of.ts';
import type { TraceFile } from './trace-file.ts';

/** Sizes of what a file says; what `repeat`, `choose` or `...` may make of it is not multiplied out. */
export interface Statistics {
  readonly traces: number;
  /** Lines that are a call or a span. */
  readonly calls: number;
  /** Levels of calls; 1 where no call makes another. */
  readonly depth: number;
  /** Services, stores and queues. */
  readonly services: number;
  /** Calls by type; `?` where the type is open, `span` for the spans of exact traces. */
  readonly types: Readonly<Record<string, number>>;
  readonly holes: number;
  /** Of the longest trace, from its first start to its last end. */
  readonly durationNs: Nanoseconds;
}

export function statistics(file: TraceFile): Statistics {
  const traces = file.spec.items.filter((item): item is TraceItem => item.kind === 'trace' && !item.muted);
  const types = new Map<string, number>();
  let [depth, durationNs] = [0, 0];
  for (const trace of traces) {
    const { flat, firstStart, lastEnd } = file.scheduleOf(trace);
    durationNs = Math.max(durationNs, lastEnd - firstStart);
    for (const [index, step] of flat.steps.entries()) {
      if (!isCallOrSpan(step)) continue;
      const type = step.kind === 'span' ? 'span' : typeof step.type === 'string' ? step.type : '?';
      types.set(type, (types.get(type) ?? 0) + 1);
      depth = Math.max(depth, flat.level[index] ?? 0);
    }
  }
  return {
    traces: traces.length,
    calls: [...types.values()].reduce((sum, count) => sum + count, 0),
    depth,
    services: symbolsOf(file.spec).services.size,
    types: Object.fromEntries([...types].sort(([, a], [, b]) => b - a)),
    holes: holesIn(file.spec).length,
    durationNs,
  };
}
