import { durationText } from '../../core/constraints/describe.ts';
import { isCallOrSpan, TRACE } from '../../core/schedule/flat-trace.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import { paragraphs, percent } from './markdown.ts';

/** When a step happens, in markdown: absolute start, duration, share of its caller's, time of its own. */
export function explainTime(schedule: Schedule, index: number): string {
  const estimated = schedule.exact[index] === 1 ? '' : ' (estimated)';
  const lines = [
    `Starts at ${durationText(startOf(schedule, index))}${estimated}`,
    `lasts ${durationText(durationOf(schedule, index))}${shareText(schedule, index)}`,
    selfText(schedule, index),
  ];
  return paragraphs(lines.filter((line) => line !== undefined).join(', '));
}

function startOf({ start }: Schedule, index: number): number {
  return start[index]?.nominal ?? 0;
}

function durationOf({ duration }: Schedule, index: number): number {
  return duration[index]?.nominal ?? 0;
}

function shareText(schedule: Schedule, index: number): string {
  const caller = schedule.flat.caller[index] ?? TRACE;
  const whole = caller === TRACE ? 0 : durationOf(schedule, caller);
  return whole <= 0 ? '' : ` (${percent(durationOf(schedule, index) / whole)} of its caller)`;
}

/** Only where something is called, since it is the whole duration elsewhere. */
function selfText(schedule: Schedule, index: number): string | undefined {
  const calls = callsOf(schedule, index);
  if (calls.length === 0) return undefined;
  const start = startOf(schedule, index);
  const end = start + durationOf(schedule, index);
  return `${durationText(end - start - coveredBetween(start, end, calls))} of it on its own`;
}

/** Start and end of the calls right inside, in order of their starts. */
function callsOf({ flat, start, end }: Schedule, index: number): readonly (readonly [number, number])[] {
  const calls: (readonly [number, number])[] = [];
  for (let inner = index + 1; inner < (flat.end[index] ?? 0); inner += 1) {
    const step = flat.steps[inner];
    if (step === undefined || !isCallOrSpan(step) || flat.caller[inner] !== index) continue;
    calls.push([start[inner]?.nominal ?? 0, end[inner]?.nominal ?? 0]);
  }
  return calls.sort(([a], [b]) => a - b);
}

/** The time from `start` to `end` in which at least one call runs. */
function coveredBetween(start: number, end: number, calls: readonly (readonly [number, number])[]): number {
  let covered = 0;
  let reached = start;
  for (const [from, to] of calls) {
    const begin = Math.max(from, reached);
    const stop = Math.min(to, end);
    if (begin < stop) {
      covered += stop - begin;
      reached = stop;
    }
  }
  return covered;
}
