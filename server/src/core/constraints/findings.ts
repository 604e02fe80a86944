import { printClause } from '../print/print-clause.ts';
import type { Clause } from '../spec/spec.ts';
import { headOf } from './ranges.ts';
import type { Finding, TraceContext } from './rule.ts';

/** A finding on a clause itself, where no single line is guilty. */
export function onClause(clause: Clause, why: string): Finding {
  return { range: clause.range, message: `\`${printClause(clause)}\` cannot be met: ${why}` };
}

/** A finding on the line that breaks a clause; the clause is named and linked. */
export function onStep(context: TraceContext, index: number, clause: Clause, why: string): Finding {
  const step = context.flat.steps[index];
  if (step === undefined) return onClause(clause, why);
  return {
    range: headOf(step),
    message: `This breaks \`${printClause(clause)}\`: ${why}`,
    related: [{ range: clause.range, message: `\`${printClause(clause)}\` is asked for here.` }],
    owner: index,
  };
}

/** The clauses of one kind that are asked for in `require`, on a line, or of a `...`. */
export function clausesOfKind<K extends Clause['kind']>(context: TraceContext, ...kinds: readonly K[]) {
  return context.clauses.flatMap(({ clause, scope, origin }) => {
    const wanted = kinds.find((kind) => kind === clause.kind);
    return wanted === undefined ? [] : [{ clause: clause as Extract<Clause, { kind: K }>, scope, origin }];
  });
}

/** Quantity clauses of `quantity`, the wishes of `...` left out: what they hold is not there yet. */
export function quantityClauses(context: TraceContext, quantity: 'duration' | 'calls' | 'depth') {
  return clausesOfKind(context, 'quantity').filter(
    ({ clause, origin }) => clause.quantity === quantity && origin !== 'wish',
  );
}
