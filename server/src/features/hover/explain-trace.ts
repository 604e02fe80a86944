import { countText, durationText } from '../../core/constraints/describe.ts';
import { isCallOrSpan } from '../../core/schedule/flat-trace.ts';
import type { TraceItem } from '../../core/spec/spec.ts';
import type { TraceFile } from '../trace-file.ts';
import { code, paragraphs } from './markdown.ts';

/** The size of a trace, in markdown. */
export function explainTrace(file: TraceFile, trace: TraceItem): string {
  const { flat, firstStart, lastEnd } = file.scheduleOf(trace);
  const calls = flat.steps.filter(isCallOrSpan).length;
  const depth = flat.level.reduce((most, level) => Math.max(most, level), 0);
  const size = `${countText(calls, 'call')}, ${countText(depth, 'level')}, ${durationText(lastEnd - firstStart)}`;
  return paragraphs(`**${code(trace.name?.value ?? 'trace')}** trace`, size);
}
