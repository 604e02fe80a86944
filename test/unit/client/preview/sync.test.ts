import { expect, test, vi } from 'vitest';
import { Refresher } from '../../../../client/src/preview/sync.ts';

test('work never overlaps, and what came in between is done once more', async () => {
  const finish: (() => void)[] = [];
  const refresher = new Refresher(() => new Promise((resolve) => finish.push(resolve)), 0);
  for (let times = 0; times < 5; times += 1) refresher.now();
  expect(finish).toHaveLength(1);
  finish[0]?.();
  await vi.waitFor(() => expect(finish).toHaveLength(2));
  finish[1]?.();
  await Promise.resolve();
  expect(finish).toHaveLength(2);
});

test('many wishes within the delay are one, and none after the end', () => {
  vi.useFakeTimers();
  const work = vi.fn(() => Promise.resolve());
  const refresher = new Refresher(work, 20);
  for (let times = 0; times < 5; times += 1) refresher.soon();
  vi.advanceTimersByTime(20);
  expect(work).toHaveBeenCalledTimes(1);
  refresher.soon();
  refresher.dispose();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});
