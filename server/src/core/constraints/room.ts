import { isCallOrSpan, type Step, TRACE } from '../schedule/flat-trace.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { countOf, timeIn } from '../schedule/step-times.ts';
import type { Nanoseconds } from '../spec/value.ts';
import type { Site } from './site.ts';
import { stepsInside } from './totals.ts';

/** The longest that the body of the step at `scope` (one run of it), or the trace, may take. */
export type LongestIn = (scope: number) => number;

/** Where work starts if not right after its elder siblings: pinned, from the caller's start, or after a gap. */
export interface Begin {
  readonly at?: Nanoseconds;
  readonly gap: Nanoseconds;
}

/**
 * How long calls may take that are added one after another at a place, with everything around as short as it can be:
 * what they push back must still end in time, at every level. 0 where there is no time left, Infinity where nothing
 * bounds it.
 */
export function roomAt(site: Site, longest: LongestIn, begin: Begin = { gap: 0 }): number {
  const { schedule } = site.context;
  let growth = Number.POSITIVE_INFINITY;
  for (const level of levelsAbove(site, begin)) {
    const { container, before, child, after } = level;
    const through = before + child + after;
    const free = Math.max(0, shortest(schedule, container) - through);
    const hard = Math.min(longest(container), writtenMax(schedule, container)) - through;
    growth = Math.min(hard, outerGrowth(schedule, container, growth) + free);
  }
  return Math.max(0, Math.floor(growth));
}

/** How long a call must last for everything that it waits for at least at times, from its own start. */
export function presentNeed(schedule: Schedule, call: number): Nanoseconds {
  const { flat } = schedule;
  let need = 0;
  for (let inner = call + 1; inner < (flat.end[call] ?? 0); inner++) {
    const waited = flat.caller[inner] === call && !isAsync(flat.steps[inner]);
    if (waited) need = Math.max(need, endOf(schedule, inner));
  }
  return need;
}

/** One body on the way from the trace down to the place: what lies on the path through it. */
interface Level {
  readonly container: number;
  /** From the start of the container to the start of the step that the path goes on through, or to the place. */
  readonly before: number;
  /** How long that step takes at least; 0 at the place itself. */
  readonly child: number;
  /** What waits for it. */
  readonly after: number;
}

/** Outermost first. */
function levelsAbove(site: Site, begin: Begin): readonly Level[] {
  const { schedule } = site.context;
  const levels = [levelAt(schedule, site.container, placeOf(site, begin), 0)];
  let present = presentDuration(schedule, levels[0]);
  for (const index of site.around) {
    const { flat } = schedule;
    const step = flat.steps[index];
    if (step === undefined) continue;
    const container = flat.parent[index] ?? TRACE;
    const start = schedule.offset[index]?.min ?? 0;
    const path = { start: start - originOf(schedule, container), next: flat.end[index] ?? index + 1 };
    const level = levelAt(schedule, container, path, present * runsOf(step));
    levels.push(level);
    present = presentDuration(schedule, level);
  }
  return levels.reverse();
}

/** Where the path goes on inside a body: when, and the index of the first step behind it. */
interface Path {
  readonly start: number;
  readonly next: number;
}

function placeOf({ context: { schedule }, container, at, next }: Site, { at: pinned, gap }: Begin): Path {
  const together = schedule.flat.steps[container]?.kind === 'par';
  const elders = together ? 0 : endBefore(schedule, container, at);
  return { start: pinned === undefined ? elders + gap : pinned - originOf(schedule, container), next };
}

/** How long one run of a level's container takes when what is on the path does happen. */
function presentDuration(schedule: Schedule, level: Level | undefined): number {
  if (level === undefined) return 0;
  const through = level.before + level.child + level.after;
  const exclusive = schedule.flat.steps[level.container]?.kind === 'choose';
  return exclusive ? through : Math.max(through, shortest(schedule, level.container));
}

function levelAt(schedule: Schedule, container: number, path: Path, child: number): Level {
  const step = schedule.flat.steps[container];
  if (step?.kind === 'choose') return { container, before: 0, child, after: 0 };
  if (step?.kind === 'par') return parallelLevel(schedule, container, step.limit !== undefined, path, child);
  return { container, before: path.start, child, after: lengthFrom(schedule, container, path.next) };
}

/** With a limited number of lanes, more work delays the end by at most its own length. */
function parallelLevel(
  schedule: Schedule,
  container: number,
  limited: boolean,
  path: Path,
  child: number,
): Level {
  const busy = limited ? presentReach(schedule, container) - child : 0;
  const before = Math.max(path.start, busy);
  return { container, before, child, after: 0 };
}

/** When the elder siblings of a place are over, from the start of the container. */
function endBefore(schedule: Schedule, container: number, at: number): number {
  const origin = originOf(schedule, container);
  let end = 0;
  for (const index of childrenOf(schedule, container)) {
    if (index >= at) break;
    if (!isAsync(schedule.flat.steps[index])) end = Math.max(end, endOf(schedule, index) - origin);
  }
  return end;
}

/**
 * How long the steps take that follow one another from the index `from` on. What may be absent takes no time from the
 * steps behind it, but when it does happen it must be over in time too.
 */
function lengthFrom(schedule: Schedule, container: number, from: number): number {
  let [length, longest] = [0, 0];
  for (const index of childrenOf(schedule, container)) {
    const step = schedule.flat.steps[index];
    if (index < from || step === undefined || isAsync(step) || isPinned(step)) continue;
    const start = length + gapBefore(step);
    length = start + elapsedOf(schedule, index);
    longest = Math.max(longest, length, start + presentReach(schedule, index));
  }
  return longest;
}

/** From the start of a step to the last end in it, in its caller's time, of anything that happens at least at times. */
function presentReach(schedule: Schedule, index: number): number {
  const { flat } = schedule;
  const start = schedule.offset[index]?.min ?? 0;
  let reach = 0;
  for (let inner = index; inner < (flat.end[index] ?? 0); inner++) {
    const step = flat.steps[inner];
    if (flat.caller[inner] === flat.caller[index] && !isAsync(step)) {
      reach = Math.max(reach, endOf(schedule, inner) - start);
    }
  }
  return reach;
}

function gapBefore(step: Step): number {
  return isCallOrSpan(step) ? (timeIn(step.modifiers.after)?.min ?? 0) : 0;
}

function* childrenOf({ flat }: Schedule, container: number): Generator<number> {
  const [from, to] = stepsInside(flat, container);
  for (let index = from; index < to; index = flat.end[index] ?? to) yield index;
}

function outerGrowth(schedule: Schedule, container: number, growth: number): number {
  const step = schedule.flat.steps[container];
  if (step === undefined || isAsync(step)) return Number.POSITIVE_INFINITY;
  return growth / runsOf(step);
}

function writtenMax(schedule: Schedule, container: number): number {
  return schedule.written[container]?.max ?? Number.POSITIVE_INFINITY;
}

function shortest(schedule: Schedule, container: number): number {
  return container === TRACE ? schedule.response.min : (schedule.duration[container]?.min ?? 0);
}

function originOf(schedule: Schedule, container: number): number {
  const step = schedule.flat.steps[container];
  return step === undefined || isCallOrSpan(step) ? 0 : (schedule.offset[container]?.min ?? 0);
}

function elapsedOf(schedule: Schedule, index: number): number {
  return (schedule.end[index]?.min ?? 0) - (schedule.start[index]?.min ?? 0);
}

function endOf(schedule: Schedule, index: number): number {
  return (schedule.offset[index]?.min ?? 0) + elapsedOf(schedule, index);
}

function runsOf(step: Step): number {
  return Math.max(1, countOf(step).min);
}

function isAsync(step: Step | undefined): boolean {
  return step?.kind === 'call' && step.async;
}

function isPinned(step: Step): boolean {
  return isCallOrSpan(step) && step.modifiers.at !== undefined;
}
