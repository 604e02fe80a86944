import { type FlatTrace, isCallOrSpan, TRACE } from '../schedule/flat-trace.ts';
import { allowedBy } from '../schedule/quantity.ts';
import type { CallPattern, Clause, NeverClause, QuantityClause } from '../spec/spec.ts';
import type { DurationLiteral } from '../spec/value.ts';
import type { Bounds } from './conditions.ts';

/** A clause with the step it speaks of: the trace, or the step whose body it stands in, or on whose line it stands. */
export interface ScopedClause {
  readonly clause: Clause;
  /** Index of a step, or `TRACE`. */
  readonly scope: number;
  readonly origin: 'require' | 'within' | 'wish';
}

/** All clauses of a trace in text order, muted ones left out: `require`, `within` and the wishes of `...`. */
export function clausesOf(flat: FlatTrace): readonly ScopedClause[] {
  const clauses: ScopedClause[] = [];
  if (flat.trace.within)
    clauses.push({ clause: withinClause(flat.trace.within), scope: TRACE, origin: 'within' });
  for (const scope of flat.limited) {
    const step = flat.steps[scope];
    const within = step !== undefined && isCallOrSpan(step) ? step.modifiers.within : undefined;
    if (within) clauses.push({ clause: withinClause(within), scope, origin: 'within' });
  }
  for (const scope of flat.holes) {
    const step = flat.steps[scope];
    if (step?.kind !== 'subtree-hole') continue;
    for (const clause of step.wishes) if (!clause.muted) clauses.push({ clause, scope, origin: 'wish' });
  }
  for (const { statement, owner } of flat.remarks) {
    if (statement.kind !== 'require') continue;
    for (const clause of statement.clauses) {
      if (clause.kind === 'unreadable' || clause.muted) continue;
      clauses.push({ clause, scope: owner, origin: 'require' });
    }
  }
  return clauses.sort((a, b) => a.clause.range.start - b.clause.range.start);
}

/** What `clause` allows, both ends included; anything where its value cannot be read. */
export function allowedQuantity(clause: QuantityClause): Bounds {
  return allowedBy(clause.limit, clause.quantity === 'duration' ? 'duration' : 'count') ?? ANYTHING;
}

/** What `clause` allows as the number of calls that match its pattern. */
export function allowedCount(clause: Extract<Clause, { kind: 'count' }>): Bounds {
  return allowedBy(clause.limit, 'count') ?? ANYTHING;
}

/** The pattern of which a clause asks for at least `min` calls. */
export function demandOf(
  clause: Clause,
): { readonly pattern: CallPattern; readonly min: number } | undefined {
  if (clause.kind === 'some' || clause.kind === 'include') return { pattern: clause.pattern, min: 1 };
  if (clause.kind !== 'count') return undefined;
  const { min } = allowedCount(clause);
  return min > 0 ? { pattern: clause.pattern, min } : undefined;
}

/** The pattern of which a clause forbids any call. */
export function forbiddenBy(clause: Clause): CallPattern | undefined {
  if (clause.kind === 'no' || clause.kind === 'never') return clause.pattern;
  return clause.kind === 'count' && allowedCount(clause).max < 1 ? clause.pattern : undefined;
}

/** The edge that a clause forbids. */
export function forbiddenEdge(clause: Clause): NeverClause['edge'] {
  return clause.kind === 'never' ? clause.edge : undefined;
}

const ANYTHING: Bounds = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

function withinClause(limit: DurationLiteral): QuantityClause {
  return {
    kind: 'quantity',
    range: limit.range,
    quantity: 'duration',
    limit: { operator: '<=', value: limit },
    spelledWithin: true,
  };
}
