import { isCallOrSpan, type Step } from '../../schedule/flat-trace.ts';
import type { Value } from '../../spec/value.ts';
import { stepText } from '../ranges.ts';
import type { Finding, TraceRule } from '../rule.ts';

/** A span that ends before it starts: its duration is negative, or can be. */
export const endBeforeStart: TraceRule = {
  code: 'end-before-start',
  severity: 'error',
  check: ({ flat, schedule }) => {
    const findings: Finding[] = [];
    schedule.written.forEach((written, index) => {
      const step = flat.steps[index];
      if (written === undefined || written.min >= 0 || step === undefined || !isCallOrSpan(step)) return;
      const { duration } = step.modifiers;
      if (duration !== undefined) findings.push({ ...about(step, duration), owner: index });
    });
    return findings;
  },
};

function about(step: Step, duration: Value): Finding {
  const { range, text } = duration;
  const message = `\`${stepText(step)}\` would end before it starts: its duration can be ${text}.`;
  if (duration.kind !== 'duration') return { range, message };
  const bare = text.replace(/^-/, '');
  return { range, message, fixes: [{ title: `Let it last ${bare}`, edits: [{ range, text: bare }] }] };
}
