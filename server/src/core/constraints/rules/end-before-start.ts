import { isCallOrSpan } from '../../schedule/flat-trace.ts';
import { quantityOf } from '../../schedule/quantity.ts';
import { stepText } from '../ranges.ts';
import type { TraceRule } from '../rule.ts';

/** A span that ends before it starts: its duration is negative, or can be. */
export const endBeforeStart: TraceRule = {
  code: 'end-before-start',
  severity: 'error',
  check: ({ flat }) =>
    flat.steps.flatMap((step, index) => {
      const duration = isCallOrSpan(step) ? step.modifiers.duration : undefined;
      const least = duration && quantityOf(duration, 'duration')?.min;
      if (duration === undefined || least === undefined || least >= 0) return [];
      const message = `\`${stepText(step)}\` would end before it starts: its duration can be ${duration.text}.`;
      const bare = duration.text.replace(/^-/, '');
      const fixes =
        duration.kind === 'duration'
          ? [{ title: `Let it last ${bare}`, edits: [{ range: duration.range, text: bare }] }]
          : [];
      return [{ range: duration.range, message, fixes, owner: index }];
    }),
};
