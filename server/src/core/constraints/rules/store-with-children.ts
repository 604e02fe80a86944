import type { QuickFix } from '../../diagnostic.ts';
import { isStore } from '../../schedule/pattern.ts';
import type { Call, Statement } from '../../spec/spec.ts';
import { headOf, stepText } from '../ranges.ts';
import type { TraceRule } from '../rule.ts';

/** A `db`, `cache` or `send` stands for a client's span alone, so nothing can happen below it. */
export const storeWithChildren: TraceRule = {
  code: 'store-with-children',
  severity: 'error',
  check: ({ flat }) =>
    flat.steps.flatMap((step, index) => {
      if (step.kind !== 'call' || !isStore(step) || flat.end[index] === index + 1) return [];
      const message = `\`${stepText(step)}\` sends no spans, so nothing can stand below it.`;
      return [{ range: headOf(step), message, fixes: [withoutChildren(step, flat.steps)], owner: index }];
    }),
};

function withoutChildren(call: Call, steps: readonly Statement[]): QuickFix {
  const below = new Set<Statement>(steps);
  const title = 'Remove what stands below it';
  const { bodyRange } = call;
  if (bodyRange !== undefined && call.body.every((statement) => below.has(statement))) {
    const end = (call.operation ?? call.callee).range.end;
    const start = Math.max(end, bodyRange.start - 1);
    return { title, edits: [{ range: { start, end: bodyRange.end }, text: '' }] };
  }
  const edits = call.body
    .filter((statement) => below.has(statement))
    .map(({ range }) => ({ range, text: '' }));
  return { title, edits };
}
