import { matcherOf } from '../schedule/call-kinds.ts';
import { type FlatTrace, isCallOrSpan, TRACE } from '../schedule/flat-trace.ts';
import { calleeOf } from '../schedule/pattern.ts';
import {
  type Call,
  type CallPattern,
  type CallType,
  type Clause,
  type NeverClause,
  STORE_TYPES,
} from '../spec/spec.ts';
import { allowedCount, demandOf, forbiddenBy, forbiddenEdge } from './clauses.ts';
import { clausesAround } from './limits-at.ts';
import { breachOf } from './measure.ts';
import { bringersOf, Precedence } from './order.ts';
import { runsIn, type Site } from './site.ts';
import { patternNames } from './spellings.ts';
import { holesAtLeast, patternWeight, stepsInside, Totals, without } from './totals.ts';

/** What a call with an open type, callee or operation may turn out to be: patterns it must not, and must, match. */
export interface CallFit {
  readonly forbidden: readonly CallPattern[];
  readonly required: readonly CallPattern[];
}

/** For the call at `site.at`, all else as it stands. */
export function fitsCall(site: Site, call: Call): CallFit {
  const { aliases } = site.context;
  const forbidden: CallPattern[] = [...typesUnfit(site), ...edgesUnfit(site)];
  const required: CallPattern[] = [];
  for (const { clause, scope } of clausesAround(site)) {
    const never = forbiddenBy(clause);
    if (never !== undefined) forbidden.push(never);
    if (clause.kind === 'every' && breachOf(site.context, clause.condition, site.at))
      forbidden.push(clause.pattern);
    if (clause.kind === 'count' && isFull(site, call, clause.pattern, scope, allowedCount(clause).max)) {
      forbidden.push(clause.pattern);
    }
    const demand = demandOf(clause);
    if (demand !== undefined && isShort(site, demand.pattern, scope, demand.min))
      required.push(demand.pattern);
    if (clause.kind !== 'before') continue;
    if (!canFollow(site, scope, clause.first)) forbidden.push(clause.second);
    if (isAwaited(site, scope, clause.first, clause.second)) required.push(clause.first);
  }
  return { forbidden: forbidden.flatMap((pattern) => patternNames(pattern, aliases)), required };
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
  return min + runsIn(site, scope) * (call.modifiers.repeat?.count ?? 1) > max;
}

/** Whether there are too few calls that match unless this one does. */
function isShort(site: Site, wanted: CallPattern, scope: number, min: number): boolean {
  const { flat, aliases } = site.context;
  const others = without(patternWeight(flat, wanted, aliases), site.at);
  return new Totals(flat, others).inside(scope).max < min;
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
