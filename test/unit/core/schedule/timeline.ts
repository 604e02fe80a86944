import { isCallOrSpan } from '../../../../server/src/core/schedule/flat-trace.ts';
import type { Interval } from '../../../../server/src/core/schedule/interval.ts';
import { latencyRulesOf } from '../../../../server/src/core/schedule/latency.ts';
import { calleeOf } from '../../../../server/src/core/schedule/pattern.ts';
import { type Schedule, scheduleTrace } from '../../../../server/src/core/schedule/schedule.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { aliasesOf } from '../../../../server/src/core/symbols/symbols-of.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';

/** The schedule of the first trace in `text`. */
export function scheduleOf(parser: TraceParser, text: string): Schedule {
  const spec = parseSpec(parser, text);
  const trace = spec.items.find((item) => item.kind === 'trace');
  if (trace?.kind !== 'trace') throw new Error('There is no trace.');
  return scheduleTrace(trace, latencyRulesOf(spec), aliasesOf(spec));
}

/** Nominal start and end of each step in milliseconds: `a 0-5`, `par 5-9`. */
export function timeline(parser: TraceParser, text: string): readonly string[] {
  const { flat, start, end } = scheduleOf(parser, text);
  return flat.steps.map((step, index) => {
    const name = isCallOrSpan(step) ? (calleeOf(step) ?? '?') : step.kind;
    return `${name} ${milliseconds(start[index]?.nominal)}-${milliseconds(end[index]?.nominal)}`;
  });
}

/** Bounds in milliseconds: `5..9`. */
export function bounds(interval: Pick<Interval, 'min' | 'max'> | undefined): string {
  return `${milliseconds(interval?.min)}..${milliseconds(interval?.max)}`;
}

function milliseconds(ns: number | undefined): string {
  return ns === undefined ? '?' : String(Number((ns / 1e6).toFixed(3)));
}
