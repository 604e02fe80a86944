import { symbolsOfTrace } from '../../symbols/trace-symbols.ts';
import type { FileRule, Finding } from '../rule.ts';

/** `parent ID` with an id that no span of the file has. */
export const missingParent: FileRule = {
  code: 'missing-parent',
  severity: 'warning',
  checkFile: ({ items, symbols }) =>
    items.flatMap((item): Finding[] => {
      if (item.kind !== 'trace') return [];
      return symbolsOfTrace(item).parents.flatMap(({ what, owner }) => {
        if (symbols.spanIds.has(what.value.toLowerCase())) return [];
        const message = `The parent span ${what.value} is not in this file.`;
        return [{ range: what.range, message, trace: item, owner }];
      });
    }),
};
