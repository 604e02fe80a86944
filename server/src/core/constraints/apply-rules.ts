import type { Diagnostic } from '../diagnostic.ts';
import { silencedIn } from './broken.ts';
import { diagnosticOf } from './reported.ts';
import type { Finding, Rule, TraceContext, TraceRule } from './rule.ts';
import { clashesWithWish } from './rules/clashing-constraints.ts';
import { RULES } from './rules.ts';

const isTraceRule = (rule: Rule): rule is TraceRule => 'check' in rule;

/** What the rules find in one trace. */
export function applyTraceRules(context: TraceContext): readonly Diagnostic[] {
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
