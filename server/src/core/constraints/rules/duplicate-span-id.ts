import type { Finding, TraceRule } from '../rule.ts';

/** Two lines of a trace with the same span id: consumers keep one of them, or mix them up. */
export const duplicateSpanId: TraceRule = {
  code: 'duplicate-span-id',
  severity: 'error',
  check: ({ names }) => {
    const first = new Map(names.spanIds.toReversed().map((id) => [id.what.value.toLowerCase(), id.what]));
    return names.spanIds.flatMap(({ what, owner }): Finding[] => {
      const original = first.get(what.value.toLowerCase());
      if (original === undefined || original === what) return [];
      const message = `The span id ${what.value} is given to two lines of this trace.`;
      const related = [{ range: original.range, message: 'First given here.' }];
      return [{ range: what.range, message, related, owner }];
    });
  },
};
