import { printClause } from '../print/print-clause.ts';
import { isCallOrSpan } from '../schedule/flat-trace.ts';
import { calleeOf, covers } from '../schedule/pattern.ts';
import type { CallPattern, Clause } from '../spec/spec.ts';
import { demandOf } from './clauses.ts';
import type { Conditions } from './conditions.ts';
import type { Quota } from './quota.ts';
import { callerAt, type Site } from './site.ts';
import { leastFor } from './wishes.ts';

type Rest = Pick<Conditions, 'counts' | 'forbidden' | 'forbiddenEdges'>;

/** Why nothing, or not what is asked for, can be put at a place; `undefined` where something can. */
export function impossibleBecause(
  site: Site,
  clauses: readonly Clause[],
  calls: Quota,
  depth: Quota,
  rest: Rest,
): Conditions['impossible'] {
  return (
    noRoom(calls, 'calls') ??
    noRoom(depth, 'levels of calls') ??
    tooMuchAsked(calls, depth) ??
    demandsUnmet(site, clauses, calls, depth, rest)
  );
}

function noRoom(quota: Quota, what: string): Conditions['impossible'] {
  if (quota.max >= 1) return undefined;
  return because(`\`${spelled(quota.maxBy)}\` leaves no ${what} to add.`, quota.maxBy);
}

function tooMuchAsked(calls: Quota, depth: Quota): Conditions['impossible'] {
  for (const [least, most] of [
    [calls, calls],
    [depth, depth],
    [depth, calls],
  ] as const) {
    if (least.min <= most.max) continue;
    const reason = `\`${spelled(least.minBy)}\` and \`${spelled(most.maxBy)}\` cannot both be met here.`;
    return because(reason, least.minBy);
  }
  return undefined;
}

function demandsUnmet(
  site: Site,
  clauses: readonly Clause[],
  calls: Quota,
  depth: Quota,
  rest: Rest,
): Conditions['impossible'] {
  const { aliases } = site.context;
  for (const { pattern, min, max } of rest.counts) {
    const blame = clauses.find((clause) => demandOf(clause)?.pattern === pattern);
    if (min > max) return because(`\`${spelled(blame)}\` cannot be met here.`, blame);
    if (min < 1) continue;
    if (rest.forbidden.some((forbidden) => covers(forbidden, pattern, aliases))) {
      return because(`\`${spelled(blame)}\` asks for a call that is forbidden here.`, blame);
    }
    if (isCutOff(site, pattern, depth, rest)) {
      return because(`\`${spelled(blame)}\` asks for a call that nothing here may make.`, blame);
    }
  }
  return tooManyDemands(site, calls, rest);
}

/** Of what is asked for, only what the rest of the trace does not have yet is to be added. */
function tooManyDemands(site: Site, calls: Quota, { counts }: Rest): Conditions['impossible'] {
  const missing = counts.filter((count) => count.min > 0);
  const least = leastFor(missing, ANY_CALL, site.context.aliases);
  if (least <= calls.max) return undefined;
  const reason = `what is asked for takes ${least} calls, but \`${spelled(calls.maxBy)}\` leaves ${calls.max}.`;
  return because(reason, calls.maxBy);
}

/** Whether all edges to a pattern's callee are forbidden: from every caller, or from the only one there can be. */
function isCutOff(site: Site, pattern: CallPattern, depth: Quota, rest: Rest): boolean {
  const callee = pattern.callee?.value ?? '*';
  const caller = callerAt(site);
  const name = caller !== undefined && isCallOrSpan(caller) ? calleeOf(caller) : undefined;
  return rest.forbiddenEdges.some((edge) => {
    if (edge.callee !== '*' && edge.callee !== callee) return false;
    return edge.caller === '*' || (depth.max <= 1 && edge.caller === name);
  });
}

const ANY_CALL: CallPattern = { range: { start: 0, end: 0 }, type: '*' };

function spelled(clause: Clause | undefined): string {
  return clause === undefined ? 'the rest of the trace' : printClause(clause);
}

function because(reason: string, clause: Clause | undefined): Conditions['impossible'] {
  return { reason: capital(reason), ...(clause && { clause: clause.range }) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
