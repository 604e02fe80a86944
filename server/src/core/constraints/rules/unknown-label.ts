import type { Finding, TraceRule } from '../rule.ts';
import { similarName } from '../similar.ts';

/** `link NAME` or `parent NAME` where no line of the trace is called so. */
export const unknownLabel: TraceRule = {
  code: 'unknown-label',
  severity: 'error',
  check: ({ names }) => {
    const labels = new Set(names.labels.map((label) => label.value));
    return names.labelUses.flatMap((use): Finding[] => {
      if (labels.has(use.value)) return [];
      const meant = similarName(use.value, labels);
      const hint = meant === undefined ? 'name the line it means with `as`' : `did you mean \`${meant}\`?`;
      const message = `No line of this trace is labelled \`${use.value}\`: ${hint}`;
      const fixes = meant
        ? [{ title: `Change to \`${meant}\``, edits: [{ range: use.range, text: meant }] }]
        : [];
      return [{ range: use.range, message: message.replace(/[^?]$/, '$&.'), fixes }];
    });
  },
};
