import { byPlace, type Diagnostic, type Severity } from '../diagnostic.ts';
import { flattenTrace } from '../schedule/flat-trace.ts';
import type { Item, Spec, TraceItem } from '../spec/spec.ts';
import { applyTraceRules } from './apply-rules.ts';
import { silencedIn } from './broken.ts';
import { checkScenario } from './check-scenario.ts';
import { checkValues } from './check-values.ts';
import { diagnosticOf } from './reported.ts';
import type { FileRule, Rule } from './rule.ts';
import { RULES } from './rules.ts';
import { type Surroundings, sameSurroundings, surroundingsOf, traceContext } from './trace-context.ts';

export interface CheckOptions {
  /** By code, what it counts as in place of its own severity; `off` leaves it out. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
}

/**
 * Everything that the rules find in a file, in text order. What an unchanged trace had is taken over, so that an edit
 * costs what the edited trace costs; syntax errors are not among it.
 */
export function checkSpec(spec: Spec, options: CheckOptions = {}): readonly Diagnostic[] {
  const items = spec.items.filter((item) => item.muted !== true);
  const surroundings = surroundingsOf(spec);
  const traces = items.filter((item) => item.kind === 'trace');
  const found = [
    ...items.flatMap((item) => [...checkItem(item, traces, surroundings), ...checkValues(item)]),
    ...checkFile(items),
  ];
  return found.flatMap((diagnostic) => withSeverity(diagnostic, options)).sort(byPlace);
}

const isFileRule = (rule: Rule): rule is FileRule => 'checkFile' in rule;

interface Checked {
  readonly surroundings: Surroundings;
  readonly diagnostics: readonly Diagnostic[];
}

const checkedTraces = new WeakMap<TraceItem, Checked>();

function checkItem(
  item: Item,
  traces: readonly TraceItem[],
  surroundings: Surroundings,
): readonly Diagnostic[] {
  if (item.kind === 'scenario') return checkScenario(item, traces, surroundings);
  return item.kind === 'trace' ? checkTrace(item, surroundings) : [];
}

function checkTrace(trace: TraceItem, surroundings: Surroundings): readonly Diagnostic[] {
  const known = checkedTraces.get(trace);
  if (known !== undefined && sameSurroundings(known.surroundings, surroundings)) return known.diagnostics;
  const diagnostics = applyTraceRules(traceContext(trace, surroundings));
  checkedTraces.set(trace, { surroundings, diagnostics });
  return diagnostics;
}

function checkFile(items: readonly Item[]): readonly Diagnostic[] {
  const file = { items };
  return RULES.filter(isFileRule).flatMap((rule) =>
    rule.checkFile(file).flatMap((finding) => {
      const silenced = finding.trace && silencedIn(flattenTrace(finding.trace));
      return diagnosticOf(rule, finding, silenced);
    }),
  );
}

function withSeverity(diagnostic: Diagnostic, { severities }: CheckOptions): readonly Diagnostic[] {
  const wanted =
    severities && Object.hasOwn(severities, diagnostic.code) ? severities[diagnostic.code] : undefined;
  if (wanted === undefined) return [diagnostic];
  return wanted === 'off' ? [] : [{ ...diagnostic, severity: wanted }];
}
