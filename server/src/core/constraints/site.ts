import { bodyOf, isCallOrSpan, type Step, TRACE } from '../schedule/flat-trace.ts';
import { type OpenTimes, scheduleTrace } from '../schedule/schedule.ts';
import { countOf } from '../schedule/step-times.ts';
import type { Spec, Statement, SubtreeHole, TraceItem } from '../spec/spec.ts';
import { openTimesOf } from './open-times.ts';
import type { TraceContext } from './rule.ts';
import { stepsInside } from './totals.ts';
import { type Surroundings, surroundingsOf, traceContext } from './trace-context.ts';

/** A place in a trace where calls may be put. */
export interface Place {
  /** The statements around it, from the trace's own down; empty right inside the trace. */
  readonly path: readonly Statement[];
  /** How many statements of that body stand before it. */
  readonly index: number;
  /** The `...` that what is put there replaces. */
  readonly hole?: SubtreeHole;
  /** A statement that stands there and is asked about, as if it were still to be put there. */
  readonly standing?: Statement;
}

/** A place in terms of the flat trace. */
export interface Site {
  /** Open durations are scheduled as rules let them be. */
  readonly context: TraceContext;
  readonly openTimes: OpenTimes;
  /** The step in whose body the place is, or `TRACE`. */
  readonly container: number;
  /** Where in the order of steps something put there would come. */
  readonly at: number;
  /** The first step behind the place. */
  readonly next: number;
  readonly hole?: SubtreeHole;
  /** Index of `hole`, or -2 where there is none. */
  readonly holeIndex: number;
  /** The container and the steps around it, innermost first; the trace itself left out. */
  readonly around: readonly number[];
}

/** `undefined` where the place is in no live part of `trace`, such as inside a muted statement. */
export function siteOf(spec: Spec, trace: TraceItem, place: Place): Site | undefined {
  const { context, openTimes } = narrowed(trace, surroundingsOf(spec));
  const { flat } = context;
  const last = place.path.at(-1);
  const container = last === undefined ? TRACE : flat.steps.indexOf(last as Step);
  if (last !== undefined && container === TRACE) return undefined;
  const standing = place.hole ?? place.standing;
  const standingIndex = standing === undefined ? NONE : flat.steps.indexOf(standing as Step);
  const holeIndex = place.hole === undefined ? NONE : standingIndex;
  const body = last === undefined ? trace.body : bodyOf(last as Step);
  const at =
    standingIndex >= 0 ? standingIndex : firstFrom(context, container, new Set(body.slice(0, place.index)));
  const next = standingIndex >= 0 ? (flat.end[at] ?? at) : at;
  const around: number[] = [];
  for (let index = container; index !== TRACE; index = flat.parent[index] ?? TRACE) around.push(index);
  return {
    context,
    openTimes,
    container,
    at,
    next,
    holeIndex,
    around,
    ...(place.hole && { hole: place.hole }),
  };
}

const NONE = -2;

/** What must be left for others, or may be expected of them, is no less than what rules say of each. */
function narrowed(trace: TraceItem, surroundings: Surroundings): Pick<Site, 'context' | 'openTimes'> {
  const context = traceContext(trace, surroundings);
  const { latencyRules, aliases } = surroundings;
  const openTimes = openTimesOf(context.flat, context.clauses, aliases);
  if (openTimes.size === 0) return { context, openTimes };
  return {
    context: { ...context, schedule: scheduleTrace(trace, latencyRules, aliases, openTimes) },
    openTimes,
  };
}

/** The service that makes the calls put there; `undefined` for the trace's first calls and where a hole stands. */
export function callerAt({ context, around }: Site): Step | undefined {
  const { steps } = context.flat;
  const index = around.find((each) => {
    const step = steps[each];
    return step !== undefined && isCallOrSpan(step);
  });
  return index === undefined ? undefined : steps[index];
}

/** How many calls enclose the place inside `scope`. */
export function levelIn({ context: { flat }, container }: Site, scope: number): number {
  return (flat.level[container] ?? 0) - (flat.level[scope] ?? 0);
}

/** How often a call put there happens in one run of `scope`, at most; open counts are taken as usual. */
export function runsIn({ context: { flat }, around }: Site, scope: number): number {
  let runs = 1;
  for (const index of around) {
    if (index === scope) break;
    const step = flat.steps[index];
    if (step === undefined) continue;
    const { nominal, max } = countOf(step);
    runs *= Math.max(1, Number.isFinite(max) ? max : nominal);
  }
  return runs;
}

function firstFrom({ flat }: TraceContext, container: number, before: ReadonlySet<Statement>): number {
  const [from, to] = stepsInside(flat, container);
  for (let index = from; index < to; index = flat.end[index] ?? to) {
    const step = flat.steps[index];
    if (step !== undefined && !before.has(step)) return index;
  }
  return to;
}
