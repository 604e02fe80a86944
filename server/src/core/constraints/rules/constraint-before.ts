import { printPattern } from '../../print/print-names.ts';
import { isCallOrSpan } from '../../schedule/flat-trace.ts';
import { matches } from '../../schedule/pattern.ts';
import { clausesOfKind, onStep } from '../findings.ts';
import { matchAt, Precedence } from '../order.ts';
import type { Finding, TraceRule } from '../rule.ts';
import { stepsInside } from '../totals.ts';

/** `rpc a before rpc b`: seen on each `b` before which no `a` can have started. */
export const constraintBefore: TraceRule = {
  code: 'constraint-before',
  severity: 'error',
  check: (context) =>
    clausesOfKind(context, 'before').flatMap(({ clause, scope, origin }): Finding[] => {
      if (origin === 'wish') return [];
      const { flat, schedule, aliases } = context;
      const isFirst = (index: number) => matchAt(flat, index, clause.first, aliases) !== 'no';
      const precedence = new Precedence(schedule, scope, isFirst);
      const [from, to] = stepsInside(flat, scope);
      const findings: Finding[] = [];
      for (let index = from; index < to; index++) {
        const step = flat.steps[index];
        if (step === undefined || !isCallOrSpan(step)) continue;
        if (matches(clause.second, step, aliases) !== 'yes' || precedence.canPrecede(index)) continue;
        const why = `no \`${printPattern(clause.first)}\` has started by then.`;
        findings.push(onStep(context, index, clause, why));
      }
      return findings;
    }),
};
