import { isCallOrSpan } from '../schedule/flat-trace.ts';
import { type Match, matches } from '../schedule/pattern.ts';
import { quantityOf } from '../schedule/quantity.ts';
import { timeIn } from '../schedule/step-times.ts';
import type { Call, CallPattern, Spec, Statement, TraceItem } from '../spec/spec.ts';
import type { Nanoseconds } from '../spec/value.ts';
import { type CallFit, fitsCall } from './call-fit.ts';
import { allowedQuantity } from './clauses.ts';
import type { Bounds } from './conditions.ts';
import { leastTime } from './least-time.ts';
import { longestBy, quantityLimits } from './limits-at.ts';
import { presentNeed, roomAt } from './room.ts';
import { type Site, siteOf } from './site.ts';
import { surroundingsOf } from './trace-context.ts';

/** Which value of a call is open. */
export type Slot = 'type' | 'callee' | 'operation' | 'duration';

/** What an open value may become without breaking a rule. */
export interface ValueBounds extends CallFit {
  /** For a duration, both ends included; 0 and Infinity for the other slots. */
  readonly min: Nanoseconds;
  readonly max: Nanoseconds;
}

/** Bounds of the open `slot` of the call that `path` ends with; `path` holds the statements from the trace's own down. */
export function boundsOfValueHole(
  spec: Spec,
  trace: TraceItem,
  path: readonly Statement[],
  slot: Slot,
): ValueBounds {
  const call = path.at(-1);
  const site = call && siteOf(spec, trace, { path: path.slice(0, -1), index: 0, standing: call });
  if (call?.kind !== 'call' || site === undefined) return ANYTHING;
  const timeWith = (speaksOf: SpeaksOf) => durationBounds({ spec, trace, path, site, call, speaksOf });
  if (slot === 'duration') return { ...ANYTHING, ...timeWith((match) => match !== 'no') };
  const isOpen = call.modifiers.duration?.kind === 'hole';
  return { ...ANYTHING, ...fitsCall(site, call, isOpen ? timeWith((match) => match === 'yes') : undefined) };
}

const ANYTHING: ValueBounds = {
  min: 0,
  max: Number.POSITIVE_INFINITY,
  forbidden: [],
  required: [],
  order: [],
};

/** Whether a rule for each call of a pattern counts for a call that matches so. */
type SpeaksOf = (match: Match) => boolean;

interface OpenTime {
  readonly spec: Spec;
  readonly trace: TraceItem;
  readonly path: readonly Statement[];
  readonly site: Site;
  readonly call: Call;
  readonly speaksOf: SpeaksOf;
}

function durationBounds({ spec, trace, path, site, call, speaksOf }: OpenTime): Bounds {
  const { schedule } = site.context;
  const own = ownLimits(site, call, speaksOf);
  const limits = quantityLimits(site);
  const runs = Math.max(1, call.modifiers.repeat?.count ?? 1);
  const room = call.async ? Number.POSITIVE_INFINITY : roomAt(site, longestBy(limits), startOf(call)) / runs;
  const open = { trace, path: path.slice(0, -1), part: call, others: site.openTimes };
  const least = leastTime(open, limits, surroundingsOf(spec));
  const needed = Math.max(schedule.needed[site.at]?.min ?? 0, presentNeed(schedule, site.at));
  return {
    min: Math.max(0, own.min, needed, call.async ? 0 : least),
    max: Math.floor(Math.min(own.max, room)),
  };
}

/** When a pinned call starts; a gap counts from where the call would start without it. */
function startOf(call: Call): { at?: Nanoseconds; gap: Nanoseconds } {
  const at = timeIn(call.modifiers.at)?.min;
  const gap = timeIn(call.modifiers.after)?.min ?? 0;
  return at === undefined ? { gap } : { at, gap: 0 };
}

/** What the hole itself, the call's `within` and `require`, and `every` around it say about its duration. */
function ownLimits({ context, at }: Site, call: Call, speaksOf: SpeaksOf): Bounds {
  const said = call.modifiers.duration && quantityOf(call.modifiers.duration, 'duration');
  let [min, max] = [said?.min ?? 0, said?.max ?? Number.POSITIVE_INFINITY];
  for (const { clause, scope } of context.clauses) {
    const applies = clause.kind === 'every' ? isSpokenOf(clause.pattern, scope) : scope === at;
    const condition = clause.kind === 'every' ? clause.condition : clause;
    if (!applies || condition.kind !== 'quantity' || condition.quantity !== 'duration') continue;
    const allowed = allowedQuantity(condition);
    [min, max] = [Math.max(min, allowed.min), Math.min(max, allowed.max)];
  }
  return { min, max };

  function isSpokenOf(pattern: CallPattern, scope: number): boolean {
    const step = context.flat.steps[at];
    if (step === undefined || !isCallOrSpan(step) || !encloses(scope)) return false;
    return speaksOf(matches(pattern, step, context.aliases));
  }

  function encloses(scope: number): boolean {
    return scope < at && (scope < 0 || at < (context.flat.end[scope] ?? 0));
  }
}
