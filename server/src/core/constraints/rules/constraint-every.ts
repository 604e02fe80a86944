import { isCallOrSpan } from '../../schedule/flat-trace.ts';
import { matches } from '../../schedule/pattern.ts';
import { clausesOfKind, onStep } from '../findings.ts';
import { amountText, breachOf } from '../measure.ts';
import type { Finding, TraceRule } from '../rule.ts';
import { stepsInside } from '../totals.ts';

/** `every db: duration < 100ms`: seen on each call that matches and cannot keep it. */
export const constraintEvery: TraceRule = {
  code: 'constraint-every',
  severity: 'error',
  check: (context) =>
    clausesOfKind(context, 'every').flatMap(({ clause, scope }) => {
      const findings: Finding[] = [];
      const { pattern, condition } = clause;
      const [from, to] = stepsInside(context.flat, scope);
      for (let index = from; index < to; index++) {
        const step = context.flat.steps[index];
        if (step === undefined || !isCallOrSpan(step)) continue;
        if (matches(pattern, step, context.aliases) !== 'yes') continue;
        const breach = breachOf(context, condition, index);
        if (breach === undefined) continue;
        const least = breach.too === 'much' ? 'at least' : 'at most';
        const verb = condition.quantity === 'duration' ? 'lasts' : 'has';
        const why = `it ${verb} ${least} ${amountText(condition.quantity, breach.actual)}.`;
        findings.push(onStep(context, index, clause, why));
      }
      return findings;
    }),
};
