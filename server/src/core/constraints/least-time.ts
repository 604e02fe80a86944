import { TRACE } from '../schedule/flat-trace.ts';
import { type OpenTimes, type Schedule, scheduleTrace } from '../schedule/schedule.ts';
import type { Call, Statement, TraceItem } from '../spec/spec.ts';
import type { Nanoseconds } from '../spec/value.ts';
import type { QuantityLimit } from './limits-at.ts';
import { replaced } from './replaced.ts';
import type { Surroundings } from './trace-context.ts';

/** Something in a trace whose duration is still open: a `...`, or a call. */
export interface OpenPart {
  readonly trace: TraceItem;
  readonly path: readonly Statement[];
  readonly part: Statement;
  /** What is known of other durations that are open. */
  readonly others: OpenTimes;
}

/**
 * How long the open part must last at least so that everything around it can be as long as `limits` ask. 0 where
 * something else is open too, and where nothing asks for it.
 */
export function leastTime(
  open: OpenPart,
  limits: readonly QuantityLimit[],
  surroundings: Surroundings,
): Nanoseconds {
  let least = 0;
  for (const { quantity, allowed, scope } of limits) {
    if (quantity !== 'duration' || allowed.min <= 0) continue;
    const wanted = allowed.min;
    const longest = (duration: Nanoseconds) => longestWith(open, duration, scope, surroundings);
    if (longest(0) >= wanted) continue;
    // From there on the open part is the longest way through: what it takes grows in a straight line.
    const runs = Math.max(1, (longest(2 * wanted) - longest(wanted)) / wanted);
    const besides = longest(wanted) - runs * wanted;
    least = Math.max(least, Math.ceil((wanted - besides) / runs));
  }
  return least;
}

/** The most that the body of `scope` can take if the open part lasts `duration`. */
function longestWith(
  open: OpenPart,
  duration: Nanoseconds,
  scope: number,
  surroundings: Surroundings,
): Nanoseconds {
  const trace = replaced(open.trace, open.path, open.part, lasting(open.part, duration));
  const schedule = scheduleTrace(trace, surroundings.latencyRules, surroundings.aliases, open.others);
  return maxOf(schedule, scope);
}

function maxOf(schedule: Schedule, scope: number): Nanoseconds {
  return scope === TRACE ? schedule.response.max : (schedule.duration[scope]?.max ?? 0);
}

function lasting(part: Statement, ns: Nanoseconds): Call {
  const { range } = part;
  const duration = { kind: 'duration', range, text: '', ns } as const;
  if (part.kind === 'call') return { ...part, modifiers: { ...part.modifiers, duration } };
  const callee = { value: '', range };
  return {
    kind: 'call',
    range,
    async: false,
    type: 'call',
    typeRange: range,
    callee,
    modifiers: { duration },
    body: [],
  };
}
