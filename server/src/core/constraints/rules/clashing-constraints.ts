import { printClause } from '../../print/print-clause.ts';
import { printPattern } from '../../print/print-names.ts';
import type { Step } from '../../schedule/flat-trace.ts';
import type { Clause, QuantityClause } from '../../spec/spec.ts';
import { levelOf, type Scope, scopesOf } from '../clash/ceilings.ts';
import { banOf, circleOf, type Demand, demandsOf } from '../clash/demands.ts';
import { allowedCount, allowedQuantity, type ScopedClause } from '../clauses.ts';
import type { Finding, TraceContext, TraceRule } from '../rule.ts';
import { leastTogether } from '../wishes.ts';

/** Two clauses that no trace can meet together, whatever its lines are: both are named, the later one is marked. */
export const clashingConstraints: TraceRule = {
  code: 'clashing-constraints',
  severity: 'error',
  check: (context) => clashesIn(context).findings,
};

/** Whether `clause` clashes with what a `...` asks for itself, which is then said of the two of them alone. */
export function clashesWithWish(context: TraceContext, clause: Clause, step: Step): boolean {
  if (step.kind !== 'subtree-hole') return false;
  return step.wishes.some((wish) => clashesIn(context).has(clause, wish));
}

const known = new WeakMap<TraceContext, Clashes>();

function clashesIn(context: TraceContext): Clashes {
  const found = known.get(context);
  if (found !== undefined) return found;
  const clashes = new Clashes(context.clauses);
  for (const scope of scopesOf(context.flat, context.clauses)) {
    quantities(context, scope, clashes);
    counts(scope, clashes);
    demands(context, scope, clashes);
  }
  known.set(context, clashes);
  return clashes;
}

/** Each pair once, at the later of the two. */
class Clashes {
  readonly findings: Finding[] = [];
  readonly #order: ReadonlyMap<Clause, number>;
  readonly #seen = new Set<string>();

  constructor(clauses: readonly ScopedClause[]) {
    this.#order = new Map(clauses.map(({ clause }, index) => [clause, index]));
  }

  has(a: Clause, b: Clause): boolean {
    return this.#seen.has(this.#keyOf(a, b));
  }

  add(a: Clause, b: Clause, why?: string): void {
    if (this.has(a, b) || a === b) return;
    this.#seen.add(this.#keyOf(a, b));
    const [first, second] = this.#placeOf(a) < this.#placeOf(b) ? [a, b] : [b, a];
    const message = `No trace can meet both \`${printClause(first)}\` and \`${printClause(second)}\`${why ? `: ${why}` : ''}.`;
    const related = [{ range: first.range, message: `\`${printClause(first)}\` is asked for here.` }];
    this.findings.push({ range: second.range, message, related });
  }

  #keyOf(a: Clause, b: Clause): string {
    return [this.#placeOf(a), this.#placeOf(b)].sort((one, other) => one - other).join(' ');
  }

  #placeOf(clause: Clause): number {
    return this.#order.get(clause) ?? -1;
  }
}

function quantities({ flat }: TraceContext, { clauses, index, ceilings }: Scope, clashes: Clashes): void {
  for (const clause of clauses) {
    if (clause.kind !== 'quantity') continue;
    const { min } = allowedQuantity(clause);
    const level = levelOf(flat, index);
    const ceiling = ceilings[clause.quantity];
    const base = clause.quantity === 'duration' ? 0 : level;
    if (ceiling !== undefined && min + base > ceiling.max) clashes.add(clause, ceiling.clause);
    if (clause.quantity === 'depth') depthNeedsCalls(clause, min + level, ceilings.calls, clashes);
    if (clause.quantity === 'calls') callsNeedDepth(clause, min, level, ceilings.depth, clashes);
  }
}

function depthNeedsCalls(
  clause: QuantityClause,
  levels: number,
  ceiling: Scope['ceilings']['calls'],
  clashes: Clashes,
): void {
  if (ceiling === undefined || levels <= ceiling.max) return;
  clashes.add(clause, ceiling.clause, 'each level takes a call');
}

function callsNeedDepth(
  clause: QuantityClause,
  min: number,
  level: number,
  ceiling: Scope['ceilings']['depth'],
  clashes: Clashes,
): void {
  if (ceiling !== undefined && min >= 1 && ceiling.max - level < 1) clashes.add(clause, ceiling.clause);
}

/** Two counts of the same pattern in one scope. */
function counts({ clauses }: Scope, clashes: Clashes): void {
  const bounds = new Map<string, { least: Clause; min: number; most: Clause; max: number }>();
  for (const clause of clauses) {
    if (clause.kind !== 'count') continue;
    const allowed = allowedCount(clause);
    const key = printPattern(clause.pattern);
    const known = bounds.get(key) ?? { least: clause, most: clause, ...allowed };
    bounds.set(key, known);
    if (allowed.min > known.min) Object.assign(known, { least: clause, min: allowed.min });
    if (allowed.max < known.max) Object.assign(known, { most: clause, max: allowed.max });
    if (known.min > known.max) clashes.add(known.least, known.most);
  }
}

function demands({ flat, aliases }: TraceContext, scope: Scope, clashes: Clashes): void {
  const wanted = demandsOf(scope, aliases);
  const { calls, depth } = scope.ceilings;
  const level = levelOf(flat, scope.index);
  const fits = (demand: Demand) => calls === undefined || demand.min + level <= calls.max;
  for (const demand of wanted) {
    if (calls !== undefined && !fits(demand)) clashes.add(demand.clause, calls.clause);
    if (depth !== undefined && depth.max - level < 1) clashes.add(demand.clause, depth.clause);
    const ban = banOf(flat, scope, demand, aliases);
    if (ban !== undefined) clashes.add(demand.clause, ban);
    const circle = circleOf(scope, demand, aliases);
    if (circle !== undefined) clashes.add(...circle, `\`${printPattern(demand.pattern)}\` is asked for`);
  }
  if (calls === undefined || !wanted.every(fits)) return;
  const all = leastTogether(scope.clauses, ANY_CALL, aliases);
  const last = wanted.findLast((demand) => demand.pattern.type !== '*')?.clause;
  if (last === undefined || all + level <= calls.max) return;
  clashes.add(last, calls.clause, `with all that is asked for there would be ${all} calls`);
}

const ANY_CALL = { range: { start: 0, end: 0 }, type: '*' } as const;
