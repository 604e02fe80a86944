import { isChosen, TRACE } from '../../schedule/flat-trace.ts';
import { shareOf } from '../../schedule/frame.ts';
import type { ScenarioItem } from '../../spec/spec.ts';
import type { WeightedValue } from '../../spec/value.ts';
import { lineOf } from '../ranges.ts';
import type { FileRule, Finding, TraceRule, ValueRule } from '../rule.ts';

const CODE = 'shares-over-100';
/** Rounding in the spelling of shares is forgiven. */
const TOLERANCE = 1e-6;

/** The alternatives of a `choose` exclude each other, so their shares cannot add up to more than all. */
export const chooseOver100: TraceRule = {
  code: CODE,
  severity: 'error',
  check: ({ flat }) => {
    const sums = new Map<number, number>();
    flat.once.forEach((once, index) => {
      const step = flat.steps[index];
      if (once === 1 || step === undefined || !isChosen(flat, index)) return;
      const parent = flat.parent[index] ?? TRACE;
      sums.set(parent, (sums.get(parent) ?? 0) + shareOf(step));
    });
    return [...sums].flatMap(([index, sum]): Finding[] => {
      const step = flat.steps[index];
      return step && over(sum) ? [{ range: lineOf(step), message: `${tooMuch(sum)} in \`choose\`.` }] : [];
    });
  },
};

/** The same for the arms of a value: `200 95%, 404 10%`. */
export const valueOver100: ValueRule = {
  code: CODE,
  severity: 'error',
  reads: ['choice', 'law'],
  checkValue: ({ value }) => {
    if (value.kind !== 'choice' && value.kind !== 'law') return [];
    const sum = sumOf(value.arms);
    return over(sum) ? [{ range: value.range, message: `${tooMuch(sum)} in \`${value.text}\`.` }] : [];
  },
};

/** The same for the traces that a scenario mixes. */
export const mixOver100: FileRule = {
  code: CODE,
  severity: 'error',
  checkFile: ({ items }) => items.filter((item) => item.kind === 'scenario').flatMap(mixesOf),
};

function mixesOf(scenario: ScenarioItem): Finding[] {
  return scenario.body.flatMap((statement): Finding[] => {
    if (statement.kind !== 'mix' || statement.muted === true) return [];
    const sum = statement.arms.reduce((total, arm) => total + arm.weight, 0);
    return over(sum) ? [{ range: statement.range, message: `${tooMuch(sum)} in \`mix\`.` }] : [];
  });
}

function sumOf(arms: readonly WeightedValue[]): number {
  return arms.reduce((total, arm) => total + (arm.weight ?? 0), 0);
}

function over(sum: number): boolean {
  return sum > 1 + TOLERANCE;
}

function tooMuch(sum: number): string {
  return `The shares add up to ${Number((100 * sum).toFixed(3))}%, more than 100%,`;
}
