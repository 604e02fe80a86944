import { quantityOf } from '../../schedule/quantity.ts';
import { NOTHING, type ValueRule } from '../rule.ts';

/** A time without a unit, or a count with one. */
export const wrongUnit: ValueRule = {
  code: 'wrong-unit',
  severity: 'error',
  checkValue: ({ value, role, nested }) => {
    if (nested || role === 'attribute' || value.kind === 'invalid') return NOTHING;
    const unit = role === 'count' ? 'count' : 'duration';
    if (quantityOf(value, unit) !== undefined) return NOTHING;
    if (unit === 'count')
      return [{ range: value.range, message: `\`${value.text}\` is no number of calls.` }];
    const message = `\`${value.text}\` is no time: a time carries a unit, such as \`5ms\` or \`2s\`.`;
    const text = `${value.text}ms`;
    const fixes =
      value.kind === 'number' ? [{ title: `Write ${text}`, edits: [{ range: value.range, text }] }] : [];
    return [{ range: value.range, message, fixes }];
  },
};
