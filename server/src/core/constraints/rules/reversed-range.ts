import { numberOf } from '../../schedule/quantity.ts';
import type { Literal } from '../../spec/value.ts';
import type { ValueRule } from '../rule.ts';

/** `20..10ms`: no number is at least 20 and at most 10. */
export const reversedRange: ValueRule = {
  code: 'reversed-range',
  severity: 'error',
  reads: ['range'],
  checkValue: ({ value }) => {
    if (value.kind !== 'range') return [];
    const [low, high] = [sizeOf(value.low), sizeOf(value.high)];
    if (low === undefined || high === undefined || low <= high) return [];
    const text = swapped(value.low, value.high);
    return [
      {
        range: value.range,
        message: `Nothing lies in \`${value.text}\`: its lower end is above its upper end.`,
        fixes: [{ title: `Write ${text}`, edits: [{ range: value.range, text }] }],
      },
    ];
  },
};

function sizeOf(literal: Literal): number | undefined {
  if (literal.kind === 'percent') return literal.value;
  if (literal.kind === 'rate') return literal.perSecond;
  return numberOf(literal, 'duration') ?? numberOf(literal, 'count');
}

/** A bare number keeps the unit that its neighbour lent it: `20..10ms` becomes `10ms..20ms`. */
function swapped(low: Literal, high: Literal): string {
  const unit = /[^\d.+-]*$/.exec(high.text)?.[0] ?? '';
  const lent = /\d$/.test(low.text) ? unit : '';
  return `${high.text}..${low.text}${lent}`;
}
