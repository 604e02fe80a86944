import type { Diagnostic, Severity } from '../diagnostic.ts';
import { flattenTrace } from '../schedule/flat-trace.ts';
import { moveOf } from '../spec/moved.ts';
import type { Item, Spec, TraceItem } from '../spec/spec.ts';
import type { Value } from '../spec/value.ts';
import { isSilenced, type Silenced, silencedIn } from './broken.ts';
import { movedDiagnostic } from './moved-diagnostic.ts';
import type { FileRule, Finding, Rule, TraceContext, TraceRule, ValueRule } from './rule.ts';
import { RULES } from './rules.ts';
import { type Surroundings, sameSurroundings, surroundingsOf, traceContext } from './trace-context.ts';
import { isPlain, type PlacedValue, visitValues, withParts } from './values-in.ts';

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
      item.kind === 'trace' ? checkWhereItStood(item, surroundings) : checkValues(item),
    ),
    ...checkFile(items),
  ];
  return found.flatMap((diagnostic) => withSeverity(diagnostic, options)).sort(byPlace);
}

const isTraceRule = (rule: Rule): rule is TraceRule => 'check' in rule;
const isValueRule = (rule: Rule): rule is ValueRule => 'checkValue' in rule;
const isFileRule = (rule: Rule): rule is FileRule => 'checkFile' in rule;

interface Checked {
  readonly surroundings: Surroundings;
  readonly diagnostics: readonly Diagnostic[];
}

const checkedTraces = new WeakMap<TraceItem, Checked>();
const checkedValues = new WeakMap<Item, readonly Diagnostic[]>();

/** A trace that has only moved has what it had, further down. */
function checkWhereItStood(trace: TraceItem, surroundings: Surroundings): readonly Diagnostic[] {
  const move = moveOf(trace);
  if (move === undefined) return [...checkTrace(trace, surroundings), ...checkValues(trace)];
  return checkWhereItStood(move.from, surroundings).map((diagnostic) => movedDiagnostic(diagnostic, move.by));
}

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
    rule.check(context).flatMap((finding) => diagnosticOf(rule, finding, silenced)),
  );
}

function checkValues(item: Item): readonly Diagnostic[] {
  const known = checkedValues.get(item);
  if (known !== undefined) return known;
  const diagnostics: Diagnostic[] = [];
  visitValues(item, (value, role) => {
    if (!isPlain(value, role)) checkValue({ value, role }, diagnostics);
  });
  checkedValues.set(item, diagnostics);
  return diagnostics;
}

/** A value and what it is made of. */
function checkValue(placed: PlacedValue, diagnostics: Diagnostic[]): void {
  for (const part of withParts(placed)) {
    for (const rule of rulesReading(part.value.kind)) {
      for (const finding of rule.checkValue(part)) diagnostics.push(...diagnosticOf(rule, finding));
    }
  }
}

const rulesByKind = new Map<Value['kind'], readonly ValueRule[]>();

function rulesReading(kind: Value['kind']): readonly ValueRule[] {
  const known = rulesByKind.get(kind);
  if (known !== undefined) return known;
  const rules = RULES.filter(isValueRule).filter(
    (rule) => rule.reads === undefined || rule.reads.includes(kind),
  );
  rulesByKind.set(kind, rules);
  return rules;
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

function diagnosticOf(rule: Rule, finding: Finding, silenced?: Silenced): Diagnostic[] {
  const { range, message, related, fixes, owner } = finding;
  if (silenced !== undefined && isSilenced(silenced, rule.code, owner)) return [];
  return [
    {
      code: rule.code,
      severity: rule.severity,
      range,
      message,
      ...(related && related.length > 0 && { related }),
      ...(fixes && fixes.length > 0 && { fixes }),
    },
  ];
}

function withSeverity(diagnostic: Diagnostic, { severities }: CheckOptions): readonly Diagnostic[] {
  const wanted =
    severities && Object.hasOwn(severities, diagnostic.code) ? severities[diagnostic.code] : undefined;
  if (wanted === undefined) return [diagnostic];
  return wanted === 'off' ? [] : [{ ...diagnostic, severity: wanted }];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.range.start - b.range.start || a.range.end - b.range.end;
}
