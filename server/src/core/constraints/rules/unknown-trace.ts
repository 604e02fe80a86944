import type { FileRule, Finding } from '../rule.ts';
import { similarName } from '../similar.ts';

/** A scenario mixes in a trace that the file does not have. */
export const unknownTrace: FileRule = {
  code: 'unknown-trace',
  severity: 'error',
  checkFile: ({ items }) => {
    const names = new Set(items.flatMap((item) => (item.kind === 'trace' ? (item.name?.value ?? '') : [])));
    const arms = items.flatMap((item) => {
      if (item.kind !== 'scenario') return [];
      return item.body.flatMap((statement) =>
        statement.kind === 'mix' && statement.muted !== true ? statement.arms : [],
      );
    });
    return arms.flatMap(({ trace }): Finding[] => {
      if (names.has(trace.value)) return [];
      const meant = similarName(trace.value, names);
      const message = `There is no trace \`${trace.value}\` in this file.`;
      const text = meant && (/^[\w.-]+$/.test(meant) ? meant : JSON.stringify(meant));
      const fixes = text ? [{ title: `Change to ${text}`, edits: [{ range: trace.range, text }] }] : [];
      return [{ range: trace.range, message, fixes }];
    });
  },
};
