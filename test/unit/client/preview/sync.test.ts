import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refresher } from '../../../../client/src/preview/sync.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Work that takes `ms`, and how often it has begun. */
function working(ms: number): { readonly begun: () => number; readonly refresher: Refresher } {
  const work = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  return { begun: () => work.mock.calls.length, refresher: new Refresher(work) };
}

test('work never overlaps, and what came in between is done once more', async () => {
  const { begun, refresher } = working(10);
  for (let times = 0; times < 5; times += 1) refresher.now();
  expect(begun()).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(begun()).toBe(2);
});

test('many wishes at once are one, and none after the end', async () => {
  const { begun, refresher } = working(0);
  for (let times = 0; times < 5; times += 1) refresher.soon();
  expect(begun()).toBe(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(begun()).toBe(1);
  refresher.soon();
  refresher.dispose();
  await vi.advanceTimersByTimeAsync(100);
  expect(begun()).toBe(1);
});

test('costly work leaves half of the time to others', async () => {
  const { begun, refresher } = working(50);
  for (let passed = 0; passed < 1000; passed += 10) {
    refresher.soon();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(begun()).toBeGreaterThan(5);
  expect(begun()).toBeLessThanOrEqual(11);
});

test('the first wish after a rest is met at once, and a wish of the view is never kept waiting', async () => {
  const { begun, refresher } = working(50);
  refresher.soon();
  await vi.advanceTimersByTimeAsync(200);
  refresher.soon();
  await vi.advanceTimersByTimeAsync(0);
  expect(begun()).toBe(2);
  await vi.advanceTimersByTimeAsync(50);
  refresher.now();
  expect(begun()).toBe(3);
});
