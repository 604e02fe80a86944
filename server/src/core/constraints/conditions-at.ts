import { matcherOf } from '../schedule/call-kinds.ts';
import { isStore } from '../schedule/pattern.ts';
import type { CallPattern, Clause, Spec, TraceItem } from '../spec/spec.ts';
import { allowedCount, allowedQuantity, demandOf, forbiddenBy, forbiddenEdge } from './clauses.ts';
import type { Conditions } from './conditions.ts';
import { impossibleBecause } from './impossible.ts';
import { leastTime } from './least-time.ts';
import { clausesAround, longestBy, type QuantityLimit, quantityLimits } from './limits-at.ts';
import { limitsOnNewCalls } from './new-calls.ts';
import { bringersOf, Precedence } from './order.ts';
import { DepthQuota, NO_QUOTA, narrower, type Quota, WeightQuota } from './quota.ts';
import { roomAt } from './room.ts';
import { callerAt, type Place, type Site, siteOf } from './site.ts';
import { namesOf, patternNames } from './spellings.ts';
import { callWeight, patternWeight, stepsInside } from './totals.ts';
import { surroundingsOf } from './trace-context.ts';

export type { Place } from './site.ts';

/**
 * What may be put at a place of `trace` without breaking a rule: in place of `...` where the place names one, else as
 * new lines. Whatever keeps to it adds no finding of `checkSpec`. `impossible` is set where nothing can be added, or not
 * what is asked for; where `calls.min` is 0, a `...` may still come to nothing.
 */
export function conditionsAt(spec: Spec, trace: TraceItem, place: Place): Conditions {
  const site = siteOf(spec, trace, place);
  if (site === undefined) return nothingAt('what stands here is muted.');
  if (trace.exact) return nothingAt('an exact trace says what has happened; calls cannot be added to it.');
  const caller = callerAt(site);
  if (caller?.kind === 'call' && isStore(caller)) return nothingAt('a store or queue makes no calls.');
  return conditionsOf(site, (limits) => {
    if (place.hole === undefined) return 0;
    const open = { trace, path: place.path, part: place.hole, others: site.openTimes };
    return leastTime(open, limits, surroundingsOf(spec));
  });
}

interface Around {
  readonly clause: Clause;
  readonly scope: number;
}

function conditionsOf(site: Site, leastOf: (limits: readonly QuantityLimit[]) => number): Conditions {
  const around = clausesAround(site);
  const clauses = around.map(({ clause }) => clause);
  const limits = quantityLimits(site);
  const each = limitsOnNewCalls(clauses);
  const calls = narrower(callsLeft(site, limits), each.calls);
  const depth = narrower(depthLeft(site, limits), each.depth);
  const longest = longestBy(limits);
  const time = { max: Math.max(0, Math.min(roomAt(site, longest), longest(site.holeIndex))) };
  const least = leastOf(limits);
  const durations = [...durationsOf(site, clauses), ...atLeast(least)];
  const unfit = durations.filter(({ min, max }) => min > max || min > time.max).map(({ pattern }) => pattern);
  const forbidden = [...clauses.flatMap((clause) => forbiddenBy(clause) ?? []), ...each.forbidden];
  const found = {
    time,
    durations,
    forbidden: [...forbidden.flatMap((pattern) => patternNames(pattern, site.context.aliases)), ...unfit],
    forbiddenEdges: edgesOf(site, clauses),
    counts: [...countsOf(site, around), ...firstsMissing(site, around), ...(least > 0 ? [SOME_CALL] : [])],
    order: orderOf(site, around),
    slow: clauses.some((clause) => clause.kind === 'slow'),
    rare: clauses.some((clause) => clause.kind === 'rare'),
  };
  const impossible = impossibleBecause(site, clauses, calls, depth, found);
  return { ...found, ...together(calls, depth), ...(impossible && { impossible }) };
}

/** Levels need calls and calls need levels. */
function together(calls: Quota, depth: Quota): Pick<Conditions, 'calls' | 'depth'> {
  const most = depth.max < 1 ? 0 : calls.max;
  const least = Math.max(calls.min, depth.min);
  return {
    calls: { min: least, max: most },
    depth: { min: Math.max(depth.min, Math.min(1, least)), max: Math.min(depth.max, most) },
  };
}

function nothingAt(reason: string): Conditions {
  const none = { min: 0, max: 0 };
  return {
    calls: none,
    depth: none,
    time: { max: 0 },
    durations: [],
    forbidden: [],
    forbiddenEdges: [],
    counts: [],
    order: [],
    slow: false,
    rare: false,
    impossible: { reason: `Nothing can be added: ${reason}` },
  };
}

function callsLeft(site: Site, limits: readonly QuantityLimit[]): Quota {
  const counted = limits.filter((limit) => limit.quantity === 'calls');
  if (counted.length === 0) return NO_QUOTA;
  const quota = new WeightQuota(site, callWeight(site.context.flat));
  return counted
    .map(({ allowed, scope, clause }) => quota.left(allowed, scope, clause))
    .reduce(narrower, NO_QUOTA);
}

function depthLeft(site: Site, limits: readonly QuantityLimit[]): Quota {
  const measured = limits.filter((limit) => limit.quantity === 'depth');
  if (measured.length === 0) return NO_QUOTA;
  const quota = new DepthQuota(site);
  return measured
    .map(({ allowed, scope, clause }) => quota.left(allowed, scope, clause))
    .reduce(narrower, NO_QUOTA);
}

function durationsOf(site: Site, clauses: readonly Clause[]): Conditions['durations'] {
  return clauses.flatMap((clause) => {
    if (clause.kind !== 'every' || clause.condition.quantity !== 'duration') return [];
    const { min, max } = allowedQuantity(clause.condition);
    const limits = { min: Math.max(0, min), max };
    return patternNames(clause.pattern, site.context.aliases).map((pattern) => ({ pattern, ...limits }));
  });
}

/** Where the whole must last longer than it can without what is added, each added call lasts that long. */
function atLeast(least: number): Conditions['durations'] {
  return least > 0 ? [{ pattern: SOME_CALL.pattern, min: least, max: Number.POSITIVE_INFINITY }] : [];
}

const SOME_CALL: Conditions['counts'][number] = {
  pattern: { range: { start: 0, end: 0 }, type: '*' },
  min: 1,
  max: Number.POSITIVE_INFINITY,
};

function edgesOf(site: Site, clauses: readonly Clause[]): Conditions['forbiddenEdges'] {
  return clauses.flatMap((clause) => {
    const edge = forbiddenEdge(clause);
    if (edge === undefined) return [];
    const { aliases } = site.context;
    const callees = namesOf(edge.callee.value, aliases);
    return namesOf(edge.caller.value, aliases).flatMap((caller) =>
      callees.map((callee) => ({ caller, callee })),
    );
  });
}

function countsOf(site: Site, around: readonly Around[]): Conditions['counts'] {
  return around.flatMap(({ clause, scope }) => {
    const demand = demandOf(clause);
    const pattern = clause.kind === 'count' ? clause.pattern : demand?.pattern;
    if (pattern === undefined) return [];
    const allowed =
      clause.kind === 'count' ? allowedCount(clause) : { min: 1, max: Number.POSITIVE_INFINITY };
    const { min, max } = new WeightQuota(
      site,
      patternWeight(site.context.flat, pattern, site.context.aliases),
    ).left(allowed, scope, clause);
    if (min === 0 && max === Number.POSITIVE_INFINITY) return [];
    return [{ pattern, min, max }, ...aliasCounts(pattern, max, site)];
  });
}

/** Each name counts for itself in the conditions, so where the number is limited the aliases get none of it. */
function aliasCounts(pattern: CallPattern, max: number, site: Site): Conditions['counts'] {
  if (max === Number.POSITIVE_INFINITY) return [];
  const [, ...others] = patternNames(pattern, site.context.aliases);
  return others.map((other) => ({ pattern: other, min: 0, max: 0 }));
}

function orderOf(site: Site, around: readonly Around[]): Conditions['order'] {
  return around.flatMap(({ clause, scope }) => {
    if (clause.kind !== 'before') return [];
    const { first, second } = clause;
    const { flat, schedule, aliases } = site.context;
    const matchAt = matcherOf(flat, first, aliases);
    const isFirst = (index: number) => matchAt(index) === 'yes';
    const met =
      scope !== site.holeIndex &&
      new Precedence(schedule, scope, isFirst).precedesPlace(site.container, site.at);
    return patternNames(second, aliases).map((name) => ({ first, second: name, met }));
  });
}

/** Where a call waits for a `first` that only the `...` to be filled could bring, one must be added. */
function firstsMissing(site: Site, around: readonly Around[]): Conditions['counts'] {
  if (site.hole === undefined) return [];
  return around.flatMap(({ clause, scope }) => {
    if (clause.kind !== 'before' || scope === site.holeIndex) return [];
    if (!dependsOnHole(site, scope, clause.first, clause.second)) return [];
    return [{ pattern: clause.first, min: 1, max: Number.POSITIVE_INFINITY }];
  });
}

function dependsOnHole(site: Site, scope: number, first: CallPattern, second: CallPattern): boolean {
  const { flat, schedule, aliases } = site.context;
  const canBeFirst = bringersOf(flat, first, aliases);
  const isSecond = matcherOf(flat, second, aliases);
  const now = new Precedence(schedule, scope, canBeFirst);
  const without = new Precedence(schedule, scope, (index) => index !== site.holeIndex && canBeFirst(index));
  const [from, to] = stepsInside(flat, scope);
  for (let index = from; index < to; index++) {
    if (isSecond(index) !== 'yes') continue;
    if (now.canPrecede(index) && !without.canPrecede(index)) return true;
  }
  return false;
}
