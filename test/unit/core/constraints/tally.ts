import { checkSpec } from '../../../../server/src/core/constraints/check.ts';
import type { Spec } from '../../../../server/src/core/spec/spec.ts';

/** How often each code is found. */
export type Tally = ReadonlyMap<string, number>;

export function tally(spec: Spec): Tally {
  const counts = new Map<string, number>();
  for (const { code } of checkSpec(spec)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** The codes that are found more often than before. */
export function worse(before: Tally, after: Tally): readonly string[] {
  return [...after].filter(([code, count]) => count > (before.get(code) ?? 0)).map(([code]) => code);
}
