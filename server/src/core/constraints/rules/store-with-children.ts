import type { QuickFix } from '../../diagnostic.ts';
import { isStore } from '../../schedule/pattern.ts';
import type { Call, Statement } from '../../spec/spec.ts';
import { headOf, stepText } from '../ranges.ts';
import type { Finding, TraceRule } from '../rule.ts';

/** A `db`, `cache` or `send` stands for a client's span alone, so nothing can happen below it. */
export const storeWithChildren: TraceRule = {
  code: 'store-with-children',
  severity: 'error',
  check: ({ flat }) => {
    const findings: Finding[] = [];
    flat.steps.forEach((step, index) => {
      const end = flat.end[index] ?? index + 1;
      if (end === index + 1 || step.kind !== 'call' || !isStore(step)) return;
      const message = `\`${stepText(step)}\` sends no spans, so nothing can stand below it.`;
      const below = new Set<Statement>(flat.steps.slice(index + 1, end));
      findings.push({ range: headOf(step), message, fixes: [withoutChildren(step, below)], owner: index });
    });
    return findings;
  },
};

function withoutChildren(call: Call, below: ReadonlySet<Statement>): QuickFix {
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
