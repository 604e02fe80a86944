import { symbolsOfTrace } from '../../symbols/trace-symbols.ts';
import type { FileRule, Finding } from '../rule.ts';

/** `link TRACE/SPAN` to a span that is not in the file, which is usual: links mostly lead to other traces. */
export const missingLink: FileRule = {
  code: 'missing-link',
  severity: 'information',
  checkFile: ({ items, symbols }) =>
    items.flatMap((item): Finding[] => {
      if (item.kind !== 'trace') return [];
      return symbolsOfTrace(item).links.flatMap(({ what, owner }) => {
        const [trace = '', span = ''] = what.target.value.toLowerCase().split('/');
        if (!what.byId || (symbols.traceIds.has(trace) && symbols.spanIds.has(span))) return [];
        const message = `The span ${what.target.value} that this links to is not in this file.`;
        return [{ range: what.target.range, message, trace: item, owner }];
      });
    }),
};
