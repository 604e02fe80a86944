import type { Rule } from './rule.ts';
import { childOutsideParent } from './rules/child-outside-parent.ts';
import { clashingConstraints } from './rules/clashing-constraints.ts';
import { constraintBefore } from './rules/constraint-before.ts';
import { constraintCalls } from './rules/constraint-calls.ts';
import { constraintCount } from './rules/constraint-count.ts';
import { constraintDepth } from './rules/constraint-depth.ts';
import { constraintDuration } from './rules/constraint-duration.ts';
import { constraintEvery } from './rules/constraint-every.ts';
import { constraintNever } from './rules/constraint-never.ts';
import { constraintSome } from './rules/constraint-some.ts';
import { duplicateLabel } from './rules/duplicate-label.ts';
import { duplicateSpanId } from './rules/duplicate-span-id.ts';
import { endBeforeStart } from './rules/end-before-start.ts';
import { invalidId } from './rules/invalid-id.ts';
import { lawParameters } from './rules/law-parameters.ts';
import { misplacedClause } from './rules/misplaced-clause.ts';
import { missingLink } from './rules/missing-link.ts';
import { missingParent } from './rules/missing-parent.ts';
import { reversedRange } from './rules/reversed-range.ts';
import { chooseOver100, mixOver100, valueOver100 } from './rules/shares-over-100.ts';
import { storeWithChildren } from './rules/store-with-children.ts';
import { unknownBroken } from './rules/unknown-broken.ts';
import { unknownLabel } from './rules/unknown-label.ts';
import { unknownLaw } from './rules/unknown-law.ts';
import { unknownTrace } from './rules/unknown-trace.ts';
import { wrongUnit } from './rules/wrong-unit.ts';

/** All rules; each code is a heading of docs/diagnostics.md. */
export const RULES: readonly Rule[] = [
  childOutsideParent,
  endBeforeStart,
  storeWithChildren,
  unknownLabel,
  duplicateLabel,
  duplicateSpanId,
  invalidId,
  missingParent,
  missingLink,
  unknownTrace,
  unknownBroken(() => RULE_CODES),
  reversedRange,
  wrongUnit,
  unknownLaw,
  lawParameters,
  chooseOver100,
  valueOver100,
  mixOver100,
  misplacedClause,
  clashingConstraints,
  constraintDuration,
  constraintCalls,
  constraintDepth,
  constraintCount,
  constraintSome,
  constraintNever,
  constraintBefore,
  constraintEvery,
];

/** The codes that rules report, each once. */
export const RULE_CODES: readonly string[] = [...new Set(RULES.map((rule) => rule.code))];
