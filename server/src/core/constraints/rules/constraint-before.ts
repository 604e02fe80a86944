import { printPattern } from '../../print/print-names.ts';
import { matcherOf } from '../../schedule/call-kinds.ts';
import { clausesOfKind, onStep } from '../findings.ts';
import { bringersOf, Precedence } from '../order.ts';
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
      const precedence = new Precedence(schedule, scope, bringersOf(flat, clause.first, aliases));
      const isSecond = matcherOf(flat, clause.second, aliases);
      const [from, to] = stepsInside(flat, scope);
      const findings: Finding[] = [];
      for (let index = from; index < to; index++) {
        if (isSecond(index) !== 'yes' || precedence.canPrecede(index)) continue;
        const why = `no \`${printPattern(clause.first)}\` has started by then.`;
        findings.push(onStep(context, index, clause, why));
      }
      return findings;
    }),
};
