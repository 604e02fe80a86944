import { expect, it } from 'vitest';
import { rootsOf } from '../../../../server/src/generate/library/roots.ts';
import { areSynonyms } from '../../../../server/src/generate/library/synonyms.ts';

const root = (word: string): string => [...rootsOf(word)][0] ?? '';

it.each([
  ['cart', 'basket', true],
  ['inventory', 'stock', true],
  ['deliveries', 'shipping', true],
  ['cart', 'stock', false],
  ['email', 'push', false],
])('knows whether %s and %s are used for the same', (a, b, expected) => {
  expect(areSynonyms(root(a), root(b))).toBe(expected);
  expect(areSynonyms(root(b), root(a))).toBe(expected);
});
