import { describe, expect, it } from 'vitest';
import { locateJsonError } from '../../../../server/src/formats/json/locate-error.ts';

/** The text with a `^` under the place found, and what was expected there. */
function found(text: string): string {
  const error = locateJsonError(text);
  if (error === undefined) return 'sound';
  return `${text}\n${' '.repeat(error.offset)}^ ${error.expected}${error.inside === undefined ? '' : ` in ${error.inside}`}`;
}

describe('locateJsonError', () => {
  it.each([
    ['{"a":1', '      ^ "," or "}" in an object'],
    ['{"a":', '     ^ a value in an object'],
    ['{"a"', '    ^ ":" in an object'],
    ['{"a', '   ^ the closing quote in a string'],
    ['{', ' ^ a key in double quotes, or "}" in an object'],
    ['["\\u00', '      ^ an escape such as \\n in a string'],
    ['[1,', '   ^ a value in an array'],
    ['[1,]', '   ^ a value in an array'],
    ['{"a":1,}', '       ^ a key in double quotes in an object'],
    ["{'a':1}", ' ^ a key in double quotes, or "}" in an object'],
    ['{"a" 1}', '     ^ ":" in an object'],
    ['[1 2]', '   ^ "," or "]" in an array'],
    ['[01]', ' ^ a value, or "]" in an array'],
    ['[tru]', ' ^ a value, or "]" in an array'],
    ['["\\x"]', '  ^ an escape such as \\n in a string'],
    ['["a\tb"]', '   ^ the closing quote in a string'],
    ['{} x', '   ^ the end of the file'],
    ['<html>', '^ a value'],
    ['', '^ a value'],
  ])('finds the place in %s', (text, expected) => expect(found(text)).toBe(`${text}\n${expected}`));

  it('agrees with JSON.parse on every text cut or changed at any place', () => {
    const sound = '{"a": [1, -2.5e3, "x\\n\\u00e9", true, null], "b": {"c": {}, "d": []}} ';
    for (let at = 0; at < sound.length; at += 1) {
      const changed = Array.from(
        '{}[]:,"0x\\ ',
        (letter) => sound.slice(0, at) + letter + sound.slice(at + 1),
      );
      for (const text of [sound.slice(0, at), ...changed])
        expect([text, locateJsonError(text) === undefined]).toEqual([text, parses(text)]);
    }
  });

  it('needs no stack for depth', () => {
    expect(locateJsonError('['.repeat(1_000_000))?.offset).toBe(1_000_000);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
