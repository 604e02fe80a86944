import { isCallOrSpan, TRACE } from '../../schedule/flat-trace.ts';
import type { Schedule } from '../../schedule/schedule.ts';
import { onClause, onStep, quantityClauses } from '../findings.ts';
import { amountText, type Breach, breachOf } from '../measure.ts';
import { stepText } from '../ranges.ts';
import type { Finding, TraceContext, TraceRule } from '../rule.ts';
import { stepsInside } from '../totals.ts';

/** `duration < 2s`, `within 2s`: too long is seen on the call that makes it so, too short on the call or the clause. */
export const constraintDuration: TraceRule = {
  code: 'constraint-duration',
  severity: 'error',
  check: (context) =>
    quantityClauses(context, 'duration').flatMap(({ clause, scope }): Finding[] => {
      const breach = breachOf(context, clause, scope);
      if (breach === undefined) return [];
      const index = breach.too === 'much' ? guiltyStep(context.schedule, scope, breach.allowed) : scope;
      const why = explain(context, index, breach);
      return [index === TRACE ? onClause(clause, why) : onStep(context, index, clause, why)];
    }),
};

function explain({ flat }: TraceContext, index: number, { too, actual }: Breach): string {
  const amount = amountText('duration', actual);
  if (too === 'little') return `it lasts at most ${amount}.`;
  const step = flat.steps[index];
  const cause = step !== undefined && isCallOrSpan(step) ? ` with \`${stepText(step)}\`` : '';
  return `it lasts at least ${amount}${cause}.`;
}

/** The innermost step inside `scope` that ends later than `allowed` however short everything is. */
function guiltyStep(schedule: Schedule, scope: number, allowed: number): number {
  const { flat } = schedule;
  let [container, left] = [scope, allowed];
  for (;;) {
    const step = flat.steps[container];
    if (step !== undefined && isCallOrSpan(step) && (schedule.written[container]?.min ?? -1) > left)
      return container;
    const origin = step === undefined || isCallOrSpan(step) ? 0 : (schedule.offset[container]?.min ?? 0);
    const child = firstEndingAfter(schedule, container, origin + left);
    if (child === undefined) return container;
    const offset = schedule.offset[child]?.min ?? 0;
    if (repeats(schedule, child)) return child;
    left = origin + left - offset;
    container = child;
  }
}

function firstEndingAfter(schedule: Schedule, container: number, time: number): number | undefined {
  const { flat } = schedule;
  const [from, to] = stepsInside(flat, container);
  for (let index = from; index < to; index = flat.end[index] ?? to) {
    const step = flat.steps[index];
    if (step === undefined || (step.kind === 'call' && step.async)) continue;
    const elapsed = (schedule.end[index]?.min ?? 0) - (schedule.start[index]?.min ?? 0);
    if ((schedule.offset[index]?.min ?? 0) + elapsed > time) return index;
  }
  return undefined;
}

/** Whether the step takes longer than one run of it. */
function repeats(schedule: Schedule, index: number): boolean {
  const elapsed = (schedule.end[index]?.min ?? 0) - (schedule.start[index]?.min ?? 0);
  return elapsed > (schedule.duration[index]?.min ?? 0);
}
