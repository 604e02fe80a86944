import { idsIn } from '../../symbols/file-ids.ts';
import { namesIn } from '../../symbols/trace-names.ts';
import { type FileRule, type Finding, NOTHING } from '../rule.ts';

/** `parent ID` with an id that no span of the file has. */
export const missingParent: FileRule = {
  code: 'missing-parent',
  severity: 'warning',
  checkFile: ({ items }) => {
    const named = items.flatMap((trace) =>
      trace.kind === 'trace' ? namesIn(trace).parents.map((parent) => ({ ...parent, trace })) : [],
    );
    if (named.length === 0) return NOTHING;
    const { spans } = idsIn(items);
    return named.flatMap(({ what, owner, trace }): Finding[] => {
      if (spans.has(what.value.toLowerCase())) return [];
      return [
        { range: what.range, message: `The parent span ${what.value} is not in this file.`, trace, owner },
      ];
    });
  },
};
