import { describe, expect, test } from 'vitest';
import {
  isModifierWord,
  isName,
  nameOrQuoted,
  quote,
  unquote,
} from '../../../../server/src/core/text/names.ts';

describe('names', () => {
  test.each(['cart', 'cart-a', 'cart.v1.Cart/Get', '/cart/items', '_x', 'größe', 'a:b'])(
    '%s needs no quotes',
    (word) => {
      expect(isName(word)).toBe(true);
      expect(nameOrQuoted(word)).toBe(word);
    },
  );

  test.each(['', 'a b', '1a', 'a-', '-a', '"a"', 'a#b', '/', 'a{'])('%j needs quotes', (word) => {
    expect(isName(word)).toBe(false);
    expect(unquote(nameOrQuoted(word))).toBe(word);
  });

  test('that read as a modifier are quoted where one may stand', () => {
    expect(nameOrQuoted('timeout', isModifierWord)).toBe('"timeout"');
    expect(nameOrQuoted('x12', isModifierWord)).toBe('"x12"');
    expect(nameOrQuoted('x', isModifierWord)).toBe('x');
  });
});

describe('quotes', () => {
  test.each(['', 'a"b', 'a\\b', 'a\nb\tc', '\u0000', 'ü😀', '\\u0041'])('around %j are read back', (text) => {
    expect(unquote(quote(text))).toBe(text);
  });

  test('keep what is no escape', () => {
    expect(unquote('"\\d+\\u12"')).toBe('\\d+\\u12');
    expect(unquote('"\\u0041\\/"')).toBe('A/');
  });
});
