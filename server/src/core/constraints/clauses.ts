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
  const { within } = flat.trace;
  const ofTrace: ScopedClause[] = within
    ? [{ clause: withinClause(within), scope: TRACE, origin: 'within' }]
    : [];
  // Positions do not tell the order: those of parts that were read at different times are no neighbours.
  const others = [...limitsOnLines(flat), ...wishesIn(flat), ...requirementsIn(flat)];
  return [...ofTrace, ...others.sort((a, b) => a.order - b.order)];
}

/** A clause with its place in the order of the steps, which what stands between two of them has in between. */
type OrderedClause = ScopedClause & { readonly order: number };

function limitsOnLines(flat: FlatTrace): readonly OrderedClause[] {
  return flat.limited.flatMap((scope): readonly OrderedClause[] => {
    const step = flat.steps[scope];
    const within = step !== undefined && isCallOrSpan(step) ? step.modifiers.within : undefined;
    return within ? [{ clause: withinClause(within), scope, origin: 'within', order: scope }] : [];
  });
}

function wishesIn(flat: FlatTrace): readonly OrderedClause[] {
  return flat.holes.flatMap((scope): readonly OrderedClause[] => {
    const step = flat.steps[scope];
    if (step?.kind !== 'subtree-hole') return [];
    return step.wishes.flatMap((clause) =>
      clause.muted ? [] : [{ clause, scope, origin: 'wish' as const, order: scope }],
    );
  });
}

function requirementsIn(flat: FlatTrace): readonly OrderedClause[] {
  return flat.remarks.flatMap(({ statement, owner, before }): readonly OrderedClause[] => {
    if (statement.kind !== 'require') return [];
    return statement.clauses.flatMap((clause) =>
      clause.kind === 'unreadable' || clause.muted
        ? []
        : [{ clause, scope: owner, origin: 'require' as const, order: before - 0.5 }],
    );
  });
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
