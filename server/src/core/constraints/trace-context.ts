import { flattenTrace } from '../schedule/flat-trace.ts';
import { latencyRulesOf } from '../schedule/latency.ts';
import type { Aliases } from '../schedule/pattern.ts';
import { scheduleTrace } from '../schedule/schedule.ts';
import type { LatencyRule, Spec, TraceItem } from '../spec/spec.ts';
import { aliasesOf } from '../symbols/symbols-of.ts';
import { namesIn } from '../symbols/trace-names.ts';
import { clausesOf } from './clauses.ts';
import { Levels } from './levels.ts';
import type { TraceContext } from './rule.ts';
import { callWeight, Totals } from './totals.ts';

/** What the rest of a file means for the schedule and the rules of a trace. */
export interface Surroundings {
  readonly latencyRules: readonly LatencyRule[];
  readonly aliases: Aliases;
}

export function surroundingsOf(spec: Spec): Surroundings {
  return { latencyRules: latencyRulesOf(spec), aliases: aliasesOf(spec) };
}

/** Whether a trace means the same in both. */
export function sameSurroundings(a: Surroundings, b: Surroundings): boolean {
  if (a.latencyRules.length !== b.latencyRules.length || a.aliases.size !== b.aliases.size) return false;
  if (a.latencyRules.some((rule, index) => rule !== b.latencyRules[index])) return false;
  return [...a.aliases].every(([alias, name]) => b.aliases.get(alias) === name);
}

interface Kept {
  readonly surroundings: Surroundings;
  readonly context: TraceContext;
}

const known = new WeakMap<TraceItem, Kept>();

/** Everything rules, conditions and layout ask about a trace; kept while neither it nor its surroundings change. */
export function traceContext(trace: TraceItem, surroundings: Surroundings): TraceContext {
  const kept = known.get(trace);
  if (kept !== undefined && sameSurroundings(kept.surroundings, surroundings)) return kept.context;
  const context = build(trace, surroundings);
  known.set(trace, { surroundings, context });
  return context;
}

function build(trace: TraceItem, { latencyRules, aliases }: Surroundings): TraceContext {
  const flat = flattenTrace(trace);
  return {
    flat,
    schedule: scheduleTrace(trace, latencyRules, aliases),
    names: namesIn(trace),
    aliases,
    clauses: clausesOf(flat),
    calls: once(() => new Totals(flat, callWeight(flat))),
    levels: once(() => new Levels(flat)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
