import type { QuickFix } from '../../diagnostic.ts';
import { type Step, TRACE } from '../../schedule/flat-trace.ts';
import type { Schedule } from '../../schedule/schedule.ts';
import type { Call } from '../../spec/spec.ts';
import { durationText, exactDurationText } from '../describe.ts';
import { headOf, stepText } from '../ranges.ts';
import type { Finding, TraceRule } from '../rule.ts';

/**
 * A caller waits for its synchronous calls, so each lies inside it. Only what can be no other way is reported: the
 * earliest end lies after the caller's longest duration. `span` lines are left alone: an exact trace is what some
 * system has sent, clocks and asynchronous work included.
 */
export const childOutsideParent: TraceRule = {
  code: 'child-outside-parent',
  severity: 'error',
  check: ({ schedule }) => {
    const { steps, parent } = schedule.flat;
    const findings: Finding[] = [];
    /** Groups in which a line has been found, so that the group is not blamed too. */
    const blamed = new Set<number>();
    for (let index = steps.length - 1; index >= 0; index--) {
      const finding = blamed.has(index) ? undefined : findingAt(schedule, index);
      if (finding !== undefined) findings.push(finding);
      const around = parent[index] ?? TRACE;
      if (finding !== undefined || blamed.has(index)) if (isGroup(steps[around])) blamed.add(around);
    }
    return findings.reverse();
  },
};

function isGroup(step: Step | undefined): boolean {
  return step !== undefined && step.kind !== 'call' && step.kind !== 'span';
}

function findingAt(schedule: Schedule, index: number): Finding | undefined {
  const { flat } = schedule;
  const step = flat.steps[index];
  const callerIndex = flat.caller[index] ?? TRACE;
  const caller = flat.steps[callerIndex];
  if (step === undefined || step.kind === 'span' || caller?.kind !== 'call') return undefined;
  if (step.kind === 'call' && step.async) return undefined;
  const offset = schedule.offset[index];
  if (offset !== undefined && offset.max < 0 && step.kind === 'call') {
    return { ...startsBefore(step, caller, -offset.max), owner: index };
  }
  const allowed = schedule.written[callerIndex]?.max;
  const end = earliestEnd(schedule, index);
  if (allowed === undefined || allowed < 0 || end <= allowed || !crosses(schedule, index, allowed))
    return undefined;
  const message = `\`${stepText(step)}\` ends ${durationText(end)} after \`${stepText(caller)}\` has started, which lasts only ${durationText(allowed)}.`;
  const needed = schedule.needed[callerIndex]?.min ?? end;
  return { ...about(step, caller, message), fixes: fixesFor(step, caller, needed), owner: index };
}

/** From the caller's start, one repetition of the caller. */
function earliestEnd(schedule: Schedule, index: number): number {
  const elapsed = (schedule.end[index]?.min ?? 0) - (schedule.start[index]?.min ?? 0);
  return (schedule.offset[index]?.min ?? 0) + elapsed;
}

/** Lines that only follow one that is outside already are not blamed too. */
function crosses(schedule: Schedule, index: number, allowed: number): boolean {
  const step = schedule.flat.steps[index];
  if (step?.kind === 'call' && step.modifiers.at !== undefined) return true;
  return (schedule.offset[index]?.min ?? 0) <= allowed;
}

function startsBefore(step: Call, caller: Call, by: number): Finding {
  const message = `\`${stepText(step)}\` starts ${durationText(by)} before its caller \`${stepText(caller)}\`.`;
  return { ...about(step, caller, message), fixes: [intended(step, 'skew')] };
}

function about(step: Step, caller: Call, message: string): Finding {
  return {
    range: headOf(step),
    message,
    related: [{ range: caller.modifiers.duration?.range ?? headOf(caller), message: 'The caller is here.' }],
  };
}

function fixesFor(step: Step, caller: Call, needed: number): QuickFix[] {
  const { duration } = caller.modifiers;
  const fixes: QuickFix[] = [];
  if (duration?.kind === 'duration') {
    const text = exactDurationText(needed);
    const title = `Let \`${stepText(caller)}\` last ${text}`;
    fixes.push({ title, edits: [{ range: duration.range, text }] });
  }
  if (step.kind !== 'call') return fixes;
  const start = { start: step.range.start, end: step.range.start };
  return [
    ...fixes,
    { title: 'Do not wait for it (`async`)', edits: [{ range: start, text: 'async ' }] },
    intended(step, 'late'),
  ];
}

/** `broken` goes before the body, at the end of the line's words. */
function intended(step: Call, word: string): QuickFix {
  const at = endOfWords(step);
  const title = `Say that it is intended (\`broken ${word}\`)`;
  return { title, edits: [{ range: { start: at, end: at }, text: ` broken ${word}` }] };
}

function endOfWords({ operation, callee, modifiers: m }: Call): number {
  const said = [
    m.repeat,
    m.label,
    m.id,
    m.parent,
    m.flags,
    m.state,
    m.at,
    m.duration,
    m.status,
    m.timeout,
    m.retry,
  ];
  const words = [operation ?? callee, ...said, m.after, m.within, ...(m.broken ?? [])];
  return Math.max(...words.map((word) => word?.range.end ?? 0));
}
