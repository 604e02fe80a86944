import { expect, test } from 'vitest';
import { TypingRhythm } from '../../../../server/src/generate/session/typing-rhythm.ts';

function after(...times: readonly number[]): TypingRhythm {
  const rhythm = new TypingRhythm();
  for (const time of times) rhythm.record(time);
  return rhythm;
}

test('without any key the user setting counts', () => {
  expect(after().delay(60)).toBe(60);
  expect(after(1000).delay(60)).toBe(60);
});

test('steady slow typing stretches the wait, up to a limit', () => {
  expect(after(0, 100, 200, 300).delay(60)).toBe(120);
  expect(after(0, 400, 800, 1200).delay(60)).toBe(150);
});

test('pauses do not count as typing', () => {
  expect(after(0, 100, 5000, 5100).delay(60)).toBe(120);
});

test('every history gives a finite wait within bounds', () => {
  for (const times of [[], [0, 0, 0], [5, 3, 1], [0, Number.MAX_SAFE_INTEGER], [Number.NaN, 1, 2]]) {
    for (const base of [0, 60, 2000]) {
      const delay = after(...times).delay(base);
      expect(delay).toBeGreaterThanOrEqual(base);
      expect(delay).toBeLessThanOrEqual(base * 2.5);
    }
  }
});
