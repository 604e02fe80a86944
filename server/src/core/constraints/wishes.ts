import { type Aliases, covers, excludeEachOther, NO_ALIASES } from '../schedule/pattern.ts';
import type { CallPattern, Clause, SubtreeHole } from '../spec/spec.ts';
import { allowedQuantity, demandOf, forbiddenBy } from './clauses.ts';
import type { Bounds } from './conditions.ts';

/** What a `...` may come to, by its own wishes alone. */
export interface HoleBounds {
  readonly calls: Bounds;
  readonly depth: Bounds;
}

const known = new WeakMap<SubtreeHole, HoleBounds>();

/** How many calls a `...` may hold and how many levels of them. */
export function holeBounds(hole: SubtreeHole): HoleBounds {
  const found = known.get(hole);
  if (found !== undefined) return found;
  const bounds = worksOut(hole);
  known.set(hole, bounds);
  return bounds;
}

/** How many calls that match `pattern` a `...` may hold. */
export function holeCount(hole: SubtreeHole, pattern: CallPattern, aliases: Aliases): Bounds {
  const clauses = spoken(hole);
  let max = holeBounds(hole).calls.max;
  for (const clause of clauses) {
    const forbidden = forbiddenBy(clause);
    if (forbidden !== undefined && covers(forbidden, pattern, aliases)) max = 0;
  }
  return { min: Math.min(max, leastTogether(clauses, pattern, aliases)), max };
}

/** That at least so many calls match. */
export interface Demand {
  readonly pattern: CallPattern;
  readonly min: number;
}

/** The fewest calls matching `pattern` with which all demands of `clauses` can be met. */
export function leastTogether(clauses: readonly Clause[], pattern: CallPattern, aliases: Aliases): number {
  const demands = clauses.flatMap((clause) => demandOf(clause) ?? []);
  return leastFor(demands, pattern, aliases);
}

/** The same for demands, whoever makes them: the sum over those that exclude each other. */
export function leastFor(demands: readonly Demand[], pattern: CallPattern, aliases: Aliases): number {
  const largest = demands
    .filter((demand) => covers(pattern, demand.pattern, aliases))
    .sort((a, b) => b.min - a.min)
    .slice(0, MOST_DEMANDS);
  const apart: CallPattern[] = [];
  let least = 0;
  for (const demand of largest) {
    if (!apart.every((other) => excludeEachOther(other, demand.pattern, aliases))) continue;
    apart.push(demand.pattern);
    least += demand.min;
  }
  return least;
}

/** Comparing demands with each other is quadratic; nobody writes more for one place. */
const MOST_DEMANDS = 200;

const ANY_CALL: CallPattern = { range: { start: 0, end: 0 }, type: '*' };

function worksOut(hole: SubtreeHole): HoleBounds {
  const calls = { min: 0, max: Number.POSITIVE_INFINITY };
  const depth = { min: 0, max: Number.POSITIVE_INFINITY };
  for (const clause of spoken(hole)) {
    if (clause.kind !== 'quantity' || clause.quantity === 'duration') continue;
    const allowed = allowedQuantity(clause);
    const bounds = clause.quantity === 'calls' ? calls : depth;
    bounds.min = Math.max(bounds.min, allowed.min);
    bounds.max = Math.max(0, Math.min(bounds.max, allowed.max));
  }
  const demanded = Math.max(depth.min, leastTogether(spoken(hole), ANY_CALL, NO_ALIASES));
  calls.min = Math.max(calls.min, demanded, wantsMood(hole) ? 1 : 0);
  if (depth.max === 0) calls.max = 0;
  depth.max = Math.min(depth.max, calls.max);
  depth.min = Math.max(depth.min, Math.min(calls.min, 1));
  return { calls, depth };
}

function wantsMood(hole: SubtreeHole): boolean {
  return spoken(hole).some((clause) => clause.kind === 'rare' || clause.kind === 'slow');
}

function spoken(hole: SubtreeHole): readonly Clause[] {
  return hole.wishes.filter((wish) => wish.muted !== true);
}
