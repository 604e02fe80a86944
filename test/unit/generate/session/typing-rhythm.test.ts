import { expect, test } from 'vitest';
import { TypingRhythm } from '../../../../server/src/generate/session/typing-rhythm.ts';

function after(...times: readonly number[]): TypingRhythm {
  const rhythm = new TypingRhythm();
  for (const time of times) rhythm.record(time);
  return rhythm;
}

const [BETWEEN, WITHIN] = [{ inWord: false }, { inWord: true }];

test('without any key there is nothing to wait for', () => {
  expect(after().delay(60, 1000, WITHIN)).toBe(0);
});

test('the wait counts from the last key, not from the request', () => {
  expect(after(1000).delay(60, 1000, BETWEEN)).toBe(60);
  expect(after(1000).delay(60, 1050, BETWEEN)).toBe(10);
  expect(after(1000).delay(60, 2000, BETWEEN)).toBe(0);
});

test('steady slow typing of a word stretches the wait, up to a limit', () => {
  expect(after(0, 100, 200, 300).delay(60, 300, WITHIN)).toBe(120);
  expect(after(0, 100, 200, 300).delay(60, 350, WITHIN)).toBe(70);
  expect(after(0, 400, 800, 1200).delay(60, 1200, WITHIN)).toBe(150);
});

test('behind a word, however steadily it was typed, the user setting counts', () => {
  expect(after(0, 100, 200, 300).delay(60, 300, BETWEEN)).toBe(60);
});

test('pauses do not count as typing', () => {
  expect(after(0, 100, 5000, 5100).delay(60, 5100, WITHIN)).toBe(120);
});

test('every history gives a finite wait within bounds', () => {
  for (const times of [[], [0, 0, 0], [5, 3, 1], [0, Number.MAX_SAFE_INTEGER], [Number.NaN, 1, 2]]) {
    for (const base of [0, 60, 2000]) {
      for (const now of [0, 5, Number.MAX_SAFE_INTEGER]) {
        const delay = after(...times).delay(base, now, WITHIN);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(base * 2.5);
      }
    }
  }
});
