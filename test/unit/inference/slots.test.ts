import { expect, test } from 'vitest';
import type { Token } from '../../../server/src/generate/language-model.ts';
import { type HeldText, Slots } from '../../../server/src/inference/slots.ts';

/** `length` tokens that begin alike and end in `ending`. */
function text(length: number, ending: Token): Token[] {
  return Array.from({ length }, (_, index) => (index < 100 ? index : ending));
}

function heldTexts(...texts: readonly Token[][]): { contextTokens: Token[] }[] {
  return texts.map((contextTokens) => ({ contextTokens }));
}

function goOn<T extends { contextTokens: readonly Token[] }>(slots: Slots<T>, sequence: Token[]): T {
  const held = slots.for(sequence);
  held.contextTokens = sequence;
  return held;
}

test('goes on with the text that shares most', () => {
  const [first, second] = heldTexts(text(120, 1), text(120, 2));
  const slots = new Slots<HeldText>([first, second].flatMap((held) => held ?? []));
  expect(slots.for(text(130, 2))).toBe(second);
  expect(slots.for(text(130, 1))).toBe(first);
});

test('reads a text that shares less where nothing is held, and gives up what was used longest ago then', () => {
  const texts = heldTexts([], [], []);
  const slots = new Slots(texts);
  const [a, b, c] = [1, 2, 3].map((ending) => goOn(slots, text(150, ending)));
  expect(new Set([a, b, c]).size).toBe(3);
  expect(goOn(slots, text(151, 1))).toBe(a);
  expect(goOn(slots, text(150, 4))).toBe(b);
  expect(goOn(slots, text(150, 5))).toBe(c);
});

test('gives up a few tokens sooner than another text', () => {
  const [held, empty] = heldTexts(text(110, 1), []);
  const slots = new Slots<HeldText>([held, empty].flatMap((each) => each ?? []));
  expect(slots.for(text(120, 2))).toBe(held);
});
