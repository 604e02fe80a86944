import { idsIn } from '../../symbols/file-ids.ts';
import { namesIn } from '../../symbols/trace-names.ts';
import { type FileRule, type Finding, NOTHING } from '../rule.ts';

/** `link TRACE/SPAN` to a span that is not in the file, which is usual: links mostly lead to other traces. */
export const missingLink: FileRule = {
  code: 'missing-link',
  severity: 'information',
  checkFile: ({ items }) => {
    const links = items.flatMap((trace) =>
      trace.kind === 'trace' ? namesIn(trace).links.map((link) => ({ ...link, trace })) : [],
    );
    const byId = links.filter(({ what }) => what.byId);
    if (byId.length === 0) return NOTHING;
    const { spans, traces } = idsIn(items);
    return byId.flatMap(({ what, owner, trace }): Finding[] => {
      const { value, range } = what.target;
      const [traceId = '', spanId = ''] = value.toLowerCase().split('/');
      if (traces.has(traceId) && spans.has(spanId)) return [];
      return [{ range, message: `The span ${value} that this links to is not in this file.`, trace, owner }];
    });
  },
};
