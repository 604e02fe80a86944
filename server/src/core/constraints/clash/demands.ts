import type { FlatTrace } from '../../schedule/flat-trace.ts';
import { type Aliases, calleeOf, covers } from '../../schedule/pattern.ts';
import type { CallPattern, Clause } from '../../spec/spec.ts';
import { allowedQuantity, demandOf, forbiddenBy, forbiddenEdge } from '../clauses.ts';
import { levelOf, type Scope, serviceAt } from './ceilings.ts';

/** At least `min` calls of a kind are asked for by a clause, or follow from another one by an order. */
export interface Demand {
  readonly pattern: CallPattern;
  readonly min: number;
  readonly clause: Clause;
}

/** More demands than this in one scope are not compared with each other. */
const MOST_DEMANDS = 200;

/** What the clauses of a scope ask for; where `b` is asked for and `a` must come before it, `a` is asked for too. */
export function demandsOf(scope: Scope, aliases: Aliases): readonly Demand[] {
  const demands: Demand[] = scope.clauses.flatMap((clause) => {
    const demand = demandOf(clause) ?? anyCalls(clause);
    return demand === undefined ? [] : [{ ...demand, clause }];
  });
  const orders = scope.clauses.filter((clause) => clause.kind === 'before');
  const used = new Set<Clause>();
  for (let index = 0; index < Math.min(demands.length, MOST_DEMANDS); index++) {
    const demand = demands[index];
    if (demand === undefined) continue;
    for (const order of orders) {
      if (used.has(order) || !covers(order.second, demand.pattern, aliases)) continue;
      used.add(order);
      demands.push({ pattern: order.first, min: 1, clause: order });
    }
  }
  return demands.slice(0, MOST_DEMANDS);
}

/** The clause that forbids every call that `demand` could be met with. */
export function banOf(flat: FlatTrace, scope: Scope, demand: Demand, aliases: Aliases): Clause | undefined {
  return scope.ceilings.bans.find((ban) => {
    const forbidden = forbiddenBy(ban);
    if (forbidden !== undefined && covers(forbidden, demand.pattern, aliases)) return true;
    return cutsOff(flat, scope, ban, demand.pattern);
  });
}

/** Two orders that each want the other first, where what they speak of is asked for. */
export function circleOf(
  scope: Scope,
  demand: Demand,
  aliases: Aliases,
): readonly [Clause, Clause] | undefined {
  const orders = scope.clauses.filter((clause) => clause.kind === 'before').slice(0, MOST_DEMANDS);
  for (const one of orders) {
    if (!covers(one.second, demand.pattern, aliases)) continue;
    const other = orders.find(
      (order) => covers(order.second, one.first, aliases) && covers(order.first, demand.pattern, aliases),
    );
    if (other !== undefined && other !== one) return [one, other];
  }
  return undefined;
}

function anyCalls(clause: Clause): { pattern: CallPattern; min: number } | undefined {
  if (clause.kind !== 'quantity' || clause.quantity === 'duration') return undefined;
  const { min } = allowedQuantity(clause);
  return min > 0 ? { pattern: ANY_CALL, min: clause.quantity === 'calls' ? min : 1 } : undefined;
}

const ANY_CALL: CallPattern = { range: { start: 0, end: 0 }, type: '*' };

/** An edge that every call of the pattern would be: from any caller, or from the only one where depth is 1. */
function cutsOff(flat: FlatTrace, scope: Scope, ban: Clause, { callee }: CallPattern): boolean {
  const edge = forbiddenEdge(ban);
  if (edge === undefined) return false;
  if (edge.callee.value !== '*' && edge.callee.value !== callee?.value) return false;
  if (edge.caller.value === '*') return true;
  const levels = (scope.ceilings.depth?.max ?? Number.POSITIVE_INFINITY) - levelOf(flat, scope.index);
  const caller = serviceAt(flat, scope.index);
  return levels <= 1 && caller !== undefined && calleeOf(caller) === edge.caller.value;
}
