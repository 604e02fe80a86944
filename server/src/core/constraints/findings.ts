import { printClause } from '../print/print-clause.ts';
import type { Clause, Require } from '../spec/spec.ts';
import { headOf } from './ranges.ts';
import type { Finding, TraceContext } from './rule.ts';

/** A finding on a clause itself, where no single line is guilty. */
export function onClause(clause: Clause, why: string): Finding {
  return { range: clause.range, message: `\`${printClause(clause)}\` cannot be met: ${why}` };
}

/** The same where calls are missing, with the fix that leaves them open: a `...` with `wish` before the `require`. */
export function lackOf(context: TraceContext, clause: Clause, why: string, wish = ''): Finding {
  const around = context.flat.remarks.find(
    ({ statement }) => statement.kind === 'require' && holds(statement, clause),
  );
  const finding = onClause(clause, why);
  if (around === undefined) return finding;
  const hole = wish === '' ? '...' : `... ${wish}`;
  const indent = '  '.repeat(1 + (context.flat.level[around.owner] ?? 0));
  const at = around.statement.range.start;
  const edits = [{ range: { start: at, end: at }, text: `${hole}\n${indent}` }];
  return { ...finding, fixes: [{ title: `Leave room for it (\`${hole}\`)`, edits }] };
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
    breaks: clause,
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

function holds(around: Require, clause: Clause): boolean {
  return around.range.start <= clause.range.start && clause.range.end <= around.range.end;
}
