import { type FlatTrace, isCallOrSpan, TRACE } from '../../schedule/flat-trace.ts';
import { countOf, isOptional } from '../../schedule/step-times.ts';
import type { Clause, QuantityClause } from '../../spec/spec.ts';
import { allowedQuantity, forbiddenBy, forbiddenEdge, type ScopedClause } from '../clauses.ts';

type Quantity = QuantityClause['quantity'];

/** The lowest of the upper limits that hold somewhere, with the clause that sets it. */
export interface Ceiling {
  /** For calls and depth counted from the trace down, so that limits of different scopes can be compared. */
  readonly max: number;
  readonly clause: Clause;
}

/** What the clauses of a scope and of everything around it forbid. */
export interface Ceilings {
  readonly duration?: Ceiling;
  readonly calls?: Ceiling;
  readonly depth?: Ceiling;
  /** Clauses that forbid calls or edges altogether. */
  readonly bans: readonly Clause[];
}

/** The clauses of one scope with what holds there. */
export interface Scope {
  readonly index: number;
  readonly clauses: readonly Clause[];
  /** The scope's own limits included. */
  readonly ceilings: Ceilings;
}

/** More bans than this at one place are not compared with each other: that is quadratic. */
const MOST_BANS = 200;

const OPEN: Ceilings = { bans: [] };

/**
 * The scopes of a trace that have clauses, from the trace down. Limits reach inwards only as far as it is certain that
 * the inner part happens, and those on durations only as far as it is waited for.
 */
export function scopesOf(flat: FlatTrace, clauses: readonly ScopedClause[]): readonly Scope[] {
  const own = clausesByScope(clauses);
  const scopes: Scope[] = [];
  const enter = (index: number, outer: Ceilings): Ceilings => {
    const here = own.get(index);
    if (here === undefined) return outer;
    const ceilings = lowered(outer, here, flat.level[index] ?? 0);
    scopes.push({ index, clauses: here, ceilings });
    return ceilings;
  };
  const root = enter(TRACE, OPEN);
  if (own.size === 0 || (own.size === 1 && own.has(TRACE))) return scopes;
  const inherited: Ceilings[] = [];
  for (let index = 0; index < flat.steps.length; index++) {
    const outer = inherited[flat.parent[index] ?? TRACE] ?? root;
    inherited.push(enter(index, reaching(flat, index, outer)));
  }
  return scopes;
}

function clausesByScope(clauses: readonly ScopedClause[]): ReadonlyMap<number, readonly Clause[]> {
  const own = new Map<number, Clause[]>();
  for (const { clause, scope } of clauses) {
    const list = own.get(scope);
    if (list === undefined) own.set(scope, [clause]);
    else list.push(clause);
  }
  return own;
}

/** The level that limits of a scope are counted from. */
export function levelOf(flat: FlatTrace, scope: number): number {
  return flat.level[scope] ?? 0;
}

function reaching(flat: FlatTrace, index: number, outer: Ceilings): Ceilings {
  const step = flat.steps[index];
  if (step === undefined || outer === OPEN) return outer;
  const chosen = flat.steps[flat.parent[index] ?? TRACE]?.kind === 'choose';
  if (chosen || isOptional(step, chosen) || countOf(step).min < 1) return { bans: outer.bans };
  if (step.kind !== 'call' || !step.async) return outer;
  const { duration: _, ...rest } = outer;
  return rest;
}

function lowered(outer: Ceilings, clauses: readonly Clause[], level: number): Ceilings {
  const lowest = (quantity: Quantity) => {
    const base = quantity === 'duration' ? 0 : level;
    let ceiling = outer[quantity];
    for (const clause of clauses) {
      if (clause.kind !== 'quantity' || clause.quantity !== quantity) continue;
      const max = allowedQuantity(clause).max + base;
      if (max < (ceiling?.max ?? Number.POSITIVE_INFINITY)) ceiling = { max, clause };
    }
    return ceiling;
  };
  const [duration, calls, depth] = [lowest('duration'), lowest('calls'), lowest('depth')];
  const bans = clauses.filter((clause) => forbiddenBy(clause) ?? forbiddenEdge(clause));
  return {
    ...(duration && { duration }),
    ...(calls && { calls }),
    ...(depth && { depth }),
    bans: bans.length === 0 ? outer.bans : [...outer.bans, ...bans].slice(-MOST_BANS),
  };
}

/** The service whose calls the body of a scope makes; `undefined` where a hole stands, and for the trace itself. */
export function serviceAt(flat: FlatTrace, scope: number) {
  const step = flat.steps[scope];
  const call = step !== undefined && isCallOrSpan(step) ? step : flat.steps[flat.caller[scope] ?? TRACE];
  return call !== undefined && isCallOrSpan(call) ? call : undefined;
}
