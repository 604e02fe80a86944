import { printClause } from '../../print/print-clause.ts';
import { printPattern } from '../../print/print-names.ts';
import type { Clause, QuantityClause } from '../../spec/spec.ts';
import { levelOf, type Scope, scopesOf } from '../clash/ceilings.ts';
import { banOf, circleOf, type Demand, demandsOf } from '../clash/demands.ts';
import { allowedCount, allowedQuantity } from '../clauses.ts';
import type { Finding, TraceContext, TraceRule } from '../rule.ts';
import { leastTogether } from '../wishes.ts';

/** Two clauses that no trace can meet together, whatever its lines are: both are named, the later one is marked. */
export const clashingConstraints: TraceRule = {
  code: 'clashing-constraints',
  severity: 'error',
  check: (context) => {
    const clashes = new Clashes();
    for (const scope of scopesOf(context.flat, context.clauses)) {
      quantities(context, scope, clashes);
      counts(scope, clashes);
      demands(context, scope, clashes);
    }
    return clashes.findings;
  },
};

/** Each pair once, at the later of the two. */
class Clashes {
  readonly findings: Finding[] = [];
  readonly #seen = new Set<string>();

  add(a: Clause, b: Clause, why?: string): void {
    const [first, second] = a.range.start <= b.range.start ? [a, b] : [b, a];
    const key = `${first.range.start} ${second.range.start}`;
    if (this.#seen.has(key) || first === second) return;
    this.#seen.add(key);
    const message = `No trace can meet both \`${printClause(first)}\` and \`${printClause(second)}\`${why ? `: ${why}` : ''}.`;
    const related = [{ range: first.range, message: `\`${printClause(first)}\` is asked for here.` }];
    this.findings.push({ range: second.range, message, related });
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
