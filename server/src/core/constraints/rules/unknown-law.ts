import { LAWS, lawNamed } from '../../schedule/laws.ts';
import type { ValueRule } from '../rule.ts';
import { similarName } from '../similar.ts';

/** `~NAME(…)` with a name that no law has. */
export const unknownLaw: ValueRule = {
  code: 'unknown-law',
  severity: 'error',
  reads: ['law'],
  checkValue: ({ value }) => {
    if (value.kind !== 'law' || lawNamed(value.name) !== undefined) return [];
    const names = LAWS.map((law) => law.name);
    const meant = similarName(value.name, names);
    const start = value.range.start + 1;
    const range = { start, end: start + value.name.length };
    return [
      {
        range,
        message: `There is no law \`${value.name}\`; there are ${names.join(', ')}.`,
        fixes: meant ? [{ title: `Change to \`${meant}\``, edits: [{ range, text: meant }] }] : [],
      },
    ];
  },
};
