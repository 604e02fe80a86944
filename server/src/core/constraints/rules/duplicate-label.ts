import type { Finding, TraceRule } from '../rule.ts';

/** Two lines of a trace with the same name: what links to it could mean either. */
export const duplicateLabel: TraceRule = {
  code: 'duplicate-label',
  severity: 'error',
  check: ({ names }) => {
    const first = new Map(names.labels.toReversed().map((label) => [label.value, label]));
    return names.labels.flatMap((label): Finding[] => {
      const original = first.get(label.value);
      if (original === undefined || original === label) return [];
      const message = `The label \`${label.value}\` is given to two lines of this trace.`;
      return [
        { range: label.range, message, related: [{ range: original.range, message: 'First given here.' }] },
      ];
    });
  },
};
