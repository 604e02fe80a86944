import { matcherOf } from '../schedule/call-kinds.ts';
import { type FlatTrace, isCallOrSpan } from '../schedule/flat-trace.ts';
import type { Aliases } from '../schedule/pattern.ts';
import type { OpenTimes } from '../schedule/schedule.ts';
import type { QuantityClause } from '../spec/spec.ts';
import { allowedQuantity, type ScopedClause } from './clauses.ts';
import type { Bounds } from './conditions.ts';
import { stepsInside } from './totals.ts';

/** What rules leave of durations that are open, wherever a rule is certain to speak of the call. */
export function openTimesOf(flat: FlatTrace, clauses: readonly ScopedClause[], aliases: Aliases): OpenTimes {
  const times = new Map<number, Bounds>();
  const spoken = clauses.filter(({ clause }) => limitIn(clause) !== undefined);
  const open = spoken.length === 0 ? [] : openIn(flat);
  if (open.length === 0) return times;
  for (const { clause, scope } of spoken) {
    const limit = limitIn(clause);
    if (limit === undefined) continue;
    for (const index of spokenOf(flat, { clause, scope }, open, aliases))
      times.set(index, both(times.get(index), allowedQuantity(limit)));
  }
  return times;
}

function limitIn(clause: ScopedClause['clause']): QuantityClause | undefined {
  const condition = clause.kind === 'every' ? clause.condition : clause;
  return condition.kind === 'quantity' && condition.quantity === 'duration' ? condition : undefined;
}

function openIn({ steps }: FlatTrace): readonly number[] {
  return steps.flatMap((step, index) =>
    isCallOrSpan(step) && step.modifiers.duration?.kind === 'hole' ? [index] : [],
  );
}

function spokenOf(
  flat: FlatTrace,
  { clause, scope }: Pick<ScopedClause, 'clause' | 'scope'>,
  open: readonly number[],
  aliases: Aliases,
): readonly number[] {
  if (clause.kind !== 'every') return open.filter((index) => index === scope);
  const matchAt = matcherOf(flat, clause.pattern, aliases);
  const [from, to] = stepsInside(flat, scope);
  return open.filter((index) => from <= index && index < to && matchAt(index) === 'yes');
}

function both(known: Bounds | undefined, { min, max }: Bounds): Bounds {
  return known === undefined
    ? { min, max }
    : { min: Math.max(known.min, min), max: Math.min(known.max, max) };
}
