import { matcherOf } from '../schedule/call-kinds.ts';
import { type FlatTrace, isCallOrSpan, TRACE } from '../schedule/flat-trace.ts';
import { calleeOf, matches } from '../schedule/pattern.ts';
import {
  type Call,
  type CallPattern,
  type CallType,
  type Clause,
  type NeverClause,
  type QuantityClause,
  STORE_TYPES,
} from '../spec/spec.ts';
import { allowedCount, allowedQuantity, demandOf, forbiddenBy, forbiddenEdge } from './clauses.ts';
import type { Bounds } from './conditions.ts';
import { clausesAround } from './limits-at.ts';
import { breachOf } from './measure.ts';
import { bringersOf, Precedence } from './order.ts';
import { runsIn, type Site } from './site.ts';
import { patternNames } from './spellings.ts';
import { holesAtLeast, patternWeight, stepsInside, Totals, without } from './totals.ts';

/** What a call with an open type, callee or operation may turn out to be. */
export interface CallFit {
  /** Patterns that it must not match. */
  readonly forbidden: readonly CallPattern[];
  /** Patterns that it must match, since nothing else that is open could. */
  readonly required: readonly CallPattern[];
  /** Where it matches `second` it must match `first`, too: none of those stands before it. */
  readonly order: readonly { readonly first: CallPattern; readonly second: CallPattern }[];
}

/**
 * For the call at `site.at`, all else as it stands; `time` is what an open duration of it may be. What the call breaks as it
 * stands is left out, and what it cannot meet whatever it turns out to be.
 */
export function fitsCall(site: Site, call: Call, time?: Bounds): CallFit {
  const { aliases } = site.context;
  const forbidden: CallPattern[] = [...typesUnfit(site), ...edgesUnfit(site)];
  const required: CallPattern[] = [];
  const order: { first: CallPattern; second: CallPattern }[] = [];
  for (const { clause, scope } of clausesAround(site)) {
    const never = forbiddenBy(clause);
    if (never !== undefined) forbidden.push(never);
    if (clause.kind === 'every' && isUnfit(site, clause.condition, time)) forbidden.push(clause.pattern);
    if (clause.kind === 'count' && isFull(site, call, clause.pattern, scope, allowedCount(clause).max))
      forbidden.push(clause.pattern);
    const demand = demandOf(clause);
    if (demand !== undefined && isShort(site, call, demand.pattern, scope, demand.min))
      required.push(demand.pattern);
    if (clause.kind !== 'before') continue;
    if (!canFollow(site, scope, clause.first)) order.push(clause);
    if (isAwaited(site, scope, clause.first, clause.second)) required.push(clause.first);
  }
  const matchOf = (pattern: CallPattern) => matches(pattern, call, aliases);
  return {
    forbidden: forbidden
      .filter((pattern) => matchOf(pattern) !== 'yes')
      .flatMap((pattern) => patternNames(pattern, aliases)),
    required: required.filter((pattern) => matchOf(pattern) === 'maybe'),
    order: order
      .filter(({ second }) => matchOf(second) !== 'yes')
      .flatMap(({ first, second }) => patternNames(second, aliases).map((name) => ({ first, second: name }))),
  };
}

/** Whether a call as it stands cannot keep to `condition`, or no duration that it may get would. */
function isUnfit(site: Site, condition: QuantityClause, time: Bounds | undefined): boolean {
  if (breachOf(site.context, condition, site.at)) return true;
  if (condition.quantity !== 'duration' || time === undefined) return false;
  const { min, max } = allowedQuantity(condition);
  return time.min > max || min > time.max;
}

/** A call with something below it is no store. */
function typesUnfit({ context, at }: Site): CallPattern[] {
  if (context.flat.end[at] === at + 1) return [];
  return [...STORE_TYPES].map((type) => pattern(type));
}

/** Callees that the caller must not call, and those that must not make the calls below. */
function edgesUnfit(site: Site): CallPattern[] {
  const { clauses, flat } = site.context;
  const caller = nameAt(flat, flat.caller[site.at] ?? TRACE);
  const below = callsBelow(flat, site.at).map((index) => nameAt(flat, index));
  return [
    ...edgesIn(clausesAround(site))
      .filter((edge) => means(site, edge.caller.value, caller))
      .map((edge) => edge.callee),
    ...edgesIn(clauses.filter(({ scope }) => isAround(site, scope) || isInside(site, scope)))
      .filter((edge) => below.some((name) => means(site, edge.callee.value, name)))
      .map((edge) => edge.caller),
  ].map((name) => pattern('*', name.value));
}

function edgesIn(clauses: readonly { readonly clause: Clause }[]): NonNullable<NeverClause['edge']>[] {
  return clauses.flatMap(({ clause }) => forbiddenEdge(clause) ?? []);
}

function isAround(site: Site, scope: number): boolean {
  return scope === TRACE || site.around.includes(scope);
}

function isInside({ context, at }: Site, scope: number): boolean {
  return at <= scope && scope < (context.flat.end[at] ?? 0);
}

function means({ context }: Site, wanted: string, name: string | undefined): boolean {
  return wanted === '*' || (name !== undefined && (wanted === name || context.aliases.get(name) === wanted));
}

function callsBelow(flat: FlatTrace, at: number): number[] {
  const [from, to] = stepsInside(flat, at);
  const below: number[] = [];
  for (let index = from; index < to; index++) if (flat.caller[index] === at) below.push(index);
  return below;
}

function nameAt(flat: FlatTrace, index: number): string | undefined {
  const step = flat.steps[index];
  return step !== undefined && isCallOrSpan(step) ? calleeOf(step) : undefined;
}

/** Whether one more call that matches would be too many. */
function isFull(site: Site, call: Call, wanted: CallPattern, scope: number, max: number): boolean {
  const { flat, aliases } = site.context;
  const others = holesAtLeast(flat, without(patternWeight(flat, wanted, aliases), site.at));
  const { min } = new Totals(flat, others).inside(scope);
  return min + timesIn(site, call, scope) > max;
}

/** Whether there are too few calls that match unless this one does, and enough if it does. */
function isShort(site: Site, call: Call, wanted: CallPattern, scope: number, min: number): boolean {
  const { flat, aliases } = site.context;
  const others = without(patternWeight(flat, wanted, aliases), site.at);
  const { max } = new Totals(flat, others).inside(scope);
  return max < min && max + timesIn(site, call, scope) >= min;
}

/** How often the call happens in one run of `scope`. */
function timesIn(site: Site, call: Call, scope: number): number {
  return runsIn(site, scope) * (call.modifiers.repeat?.count ?? 1);
}

function canFollow(site: Site, scope: number, first: CallPattern): boolean {
  const { flat, schedule, aliases } = site.context;
  const canBeFirst = bringersOf(flat, first, aliases);
  const isFirst = (index: number) => index !== site.at && canBeFirst(index);
  return new Precedence(schedule, scope, isFirst).canPrecede(site.at);
}

/** Whether a call that must come later has nothing else that could come before it. */
function isAwaited(site: Site, scope: number, first: CallPattern, second: CallPattern): boolean {
  const { flat, schedule, aliases } = site.context;
  const canBeFirst = bringersOf(flat, first, aliases);
  const isSecond = matcherOf(flat, second, aliases);
  const now = new Precedence(schedule, scope, canBeFirst);
  const otherwise = new Precedence(schedule, scope, (index) => index !== site.at && canBeFirst(index));
  const [from, to] = stepsInside(flat, scope);
  for (let index = from; index < to; index++) {
    if (isSecond(index) !== 'yes') continue;
    if (now.canPrecede(index) && !otherwise.canPrecede(index)) return true;
  }
  return false;
}

function pattern(type: CallType | '*', callee?: string): CallPattern {
  const range = { start: 0, end: 0 };
  return { range, type, ...(callee !== undefined && { callee: { value: callee, range } }) };
}
