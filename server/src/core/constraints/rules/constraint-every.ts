import { matcherOf } from '../../schedule/call-kinds.ts';
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
      const matchAt = matcherOf(context.flat, pattern, context.aliases);
      const [from, to] = stepsInside(context.flat, scope);
      for (let index = from; index < to; index++) {
        if (matchAt(index) !== 'yes') continue;
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
