import type { Diagnostic } from '../diagnostic.ts';
import type { Clause, Require, ScenarioItem, TraceItem } from '../spec/spec.ts';
import type { TextRange } from '../text/range.ts';
import { applyTraceRules } from './apply-rules.ts';
import { type Surroundings, sameSurroundings, traceContext } from './trace-context.ts';

interface Checked {
  readonly surroundings: Surroundings;
  readonly diagnostics: readonly Diagnostic[];
}

const known = new WeakMap<ScenarioItem, WeakMap<TraceItem, Checked>>();

/** What is certain to break the conditions of a scenario in the traces that it mixes. */
export function checkScenario(
  scenario: ScenarioItem,
  traces: readonly TraceItem[],
  surroundings: Surroundings,
): readonly Diagnostic[] {
  const requirements = scenario.body.flatMap((statement) =>
    statement.kind === 'require' && !statement.muted ? [statement] : [],
  );
  if (requirements.length === 0) return [];
  const found = traces
    .filter((trace) => isMixed(scenario, trace))
    .flatMap((trace) => checkMixed(scenario, trace, requirements, surroundings));
  // What its conditions say against each other is the same in every trace.
  return [...new Map(found.map((each) => [`${each.range.start} ${each.message}`, each])).values()];
}

function isMixed({ body }: ScenarioItem, { name }: TraceItem): boolean {
  return body.some(
    (statement) =>
      statement.kind === 'mix' &&
      !statement.muted &&
      statement.arms.some(({ trace }) => trace.value === name?.value),
  );
}

function checkMixed(
  scenario: ScenarioItem,
  trace: TraceItem,
  requirements: readonly Require[],
  surroundings: Surroundings,
): readonly Diagnostic[] {
  const byTrace = known.get(scenario) ?? new WeakMap<TraceItem, Checked>();
  known.set(scenario, byTrace);
  const found = byTrace.get(trace);
  if (found !== undefined && sameSurroundings(found.surroundings, surroundings)) return found.diagnostics;
  const diagnostics = findingsOf(trace, requirements, surroundings);
  byTrace.set(trace, { surroundings, diagnostics });
  return diagnostics;
}

/** As if the conditions stood in the trace; what they have no part in is found there anyway. */
function findingsOf(
  trace: TraceItem,
  requirements: readonly Require[],
  surroundings: Surroundings,
): readonly Diagnostic[] {
  const asked = new Set(requirements.flatMap(({ clauses }) => clauses.filter(isClause)).map(rangeOf));
  const limited = { ...trace, body: [...trace.body, ...requirements] };
  const mixed = { range: trace.name?.range ?? trace.range, message: 'This trace is mixed in.' };
  return applyTraceRules(traceContext(limited, surroundings)).flatMap(({ fixes: _, ...diagnostic }) => {
    const related = diagnostic.related ?? [];
    if (asked.has(diagnostic.range)) return [{ ...diagnostic, related: [...related, mixed] }];
    return related.some(({ range }) => asked.has(range)) ? [diagnostic] : [];
  });
}

function isClause(clause: Require['clauses'][number]): clause is Clause {
  return clause.kind !== 'unreadable';
}

function rangeOf({ range }: { readonly range: TextRange }): TextRange {
  return range;
}
