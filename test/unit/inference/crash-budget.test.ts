import { expect, test } from 'vitest';
import { createCrashBudget } from '../../../server/src/inference/crash-budget.ts';

test('three crashes in a minute cost ever longer waits, the fourth ends it', () => {
  const budget = createCrashBudget(() => 0);
  expect([1, 2, 3, 4].map(() => budget.spend())).toEqual([0, 500, 2000, undefined]);
});

test('a crash counts for a minute', () => {
  let now = 0;
  const budget = createCrashBudget(() => now);
  const spendAt = (time: number) => {
    now = time;
    return budget.spend();
  };
  expect([0, 59_999, 60_000, 119_999].map(spendAt)).toEqual([0, 500, 500, 500]);
});

test('a reset forgets all', () => {
  const budget = createCrashBudget(() => 0);
  for (let crash = 0; crash < 4; crash++) budget.spend();
  budget.reset();
  expect(budget.spend()).toBe(0);
});
