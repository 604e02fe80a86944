import { byPlace, type Diagnostic, type Severity } from '../diagnostic.ts';
import { flattenTrace } from '../schedule/flat-trace.ts';
import type { Item, Spec, TraceItem } from '../spec/spec.ts';
import { silencedIn } from './broken.ts';
import { checkValues } from './check-values.ts';
import { diagnosticOf } from './reported.ts';
import type { FileRule, Finding, Rule, TraceContext, TraceRule } from './rule.ts';
import { clashesWithWish } from './rules/clashing-constraints.ts';
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
  const found = [
    ...items.flatMap((item) =>
      item.kind === 'trace' ? [...checkTrace(item, surroundings), ...checkValues(item)] : checkValues(item),
    ),
    ...checkFile(items),
  ];
  return found.flatMap((diagnostic) => withSeverity(diagnostic, options)).sort(byPlace);
}

const isTraceRule = (rule: Rule): rule is TraceRule => 'check' in rule;
const isFileRule = (rule: Rule): rule is FileRule => 'checkFile' in rule;

interface Checked {
  readonly surroundings: Surroundings;
  readonly diagnostics: readonly Diagnostic[];
}

const checkedTraces = new WeakMap<TraceItem, Checked>();

function checkTrace(trace: TraceItem, surroundings: Surroundings): readonly Diagnostic[] {
  const known = checkedTraces.get(trace);
  if (known !== undefined && sameSurroundings(known.surroundings, surroundings)) return known.diagnostics;
  const diagnostics = applyTraceRules(traceContext(trace, surroundings));
  checkedTraces.set(trace, { surroundings, diagnostics });
  return diagnostics;
}

function applyTraceRules(context: TraceContext): readonly Diagnostic[] {
  const silenced = silencedIn(context.flat);
  return RULES.filter(isTraceRule).flatMap((rule) =>
    rule
      .check(context)
      .filter((finding) => !isClash(context, finding))
      .flatMap((finding) => diagnosticOf(rule, finding, silenced)),
  );
}

/** What a `...` asks for against a clause is a clash of the two, which has a code of its own. */
function isClash(context: TraceContext, { breaks, owner }: Finding): boolean {
  const step = owner === undefined ? undefined : context.flat.steps[owner];
  return breaks !== undefined && step !== undefined && clashesWithWish(context, breaks, step);
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
