import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Configuration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly indentationRules: {
    readonly increaseIndentPattern: string;
    readonly decreaseIndentPattern: string;
  };
  readonly onEnterRules: readonly { readonly beforeText: string; readonly afterText: string }[];
}

const configuration: Configuration = JSON.parse(readFileSync('syntaxes/language-configuration.json', 'utf8'));

describe('a word', () => {
  const { pattern, flags } = configuration.wordPattern;
  const wordsOf = (line: string) => line.match(new RegExp(pattern, `${flags}g`));

  test('is a whole name, with what may stand in it and not what follows it', () => {
    expect(wordsOf('rpc orders-db cart.v1.Cart/Get')).toEqual(['rpc', 'orders-db', 'cart.v1.Cart/Get']);
    expect(wordsOf('every db orders-db: duration')).toEqual(['every', 'db', 'orders-db', 'duration']);
    expect(wordsOf('http größe /api/v1')).toEqual(['http', 'größe', '/api/v1']);
  });

  test('is a hole with its name, a time with its unit, a share with its sign', () => {
    expect(wordsOf('?total 12.5ms 30%: 3..10')).toEqual(['?total', '12.5ms', '30%', '3', '10']);
  });
});

describe('indentation', () => {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  const increases = new RegExp(increaseIndentPattern);
  const decreases = new RegExp(decreaseIndentPattern);

  test.each(['rpc a b {', 'http g "POST /{id}" { # why', '  x = [', 'trace a {'])(
    'grows behind %s',
    (line) => {
      expect(increases.test(line)).toBe(true);
    },
  );

  test.each(['rpc a b', 'http g "POST /{"', '# trace a {', 'rpc a { }'])('stays behind %s', (line) => {
    expect(increases.test(line)).toBe(false);
  });

  test('shrinks with the closing brace', () => {
    expect(decreases.test('  }')).toBe(true);
    expect(decreases.test('  rpc a { }')).toBe(false);
  });
});

test('a comment that is broken in two goes on as one, an ended one does not', () => {
  const [rule] = configuration.onEnterRules;
  expect(new RegExp(rule?.beforeText ?? '').test('  # one')).toBe(true);
  expect(new RegExp(rule?.afterText ?? '').test('two')).toBe(true);
  expect(new RegExp(rule?.afterText ?? '').test('')).toBe(false);
});
