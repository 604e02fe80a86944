import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { definitions, highlights, references } from '../../../server/src/features/navigation/navigate.ts';
import { renamable, rename, renameProblem } from '../../../server/src/features/navigation/rename.ts';
import { fixture, marked, traceFile } from '../../support/fixture.ts';
import { testParser } from '../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

const OTHER = 'trace { rpc cart Get }\n';

function open(text: string) {
  const { text: plain, offset } = fixture(text);
  const file = traceFile(parser, plain);
  return { file, offset, text: plain, files: [file, traceFile(parser, OTHER, 'file:///b.trace')] };
}

function here(
  text: string,
  places: readonly { uri: string; range: { start: number; end: number } }[],
): string {
  return marked(
    text,
    places.filter(({ uri }) => uri === 'file:///a.trace').map(({ range }) => range),
  );
}

const SHOP = `service cart as cart-a { }
trace browse {
  rpc cart Get as first
  rpc cart-a Put
  in shop work { link first }
}
scenario s { mix 100% browse }
`;

describe('a service', () => {
  test('is defined where it is declared, in whichever file', () => {
    const { file, offset, files, text } = open(SHOP.replace('rpc cart Get', 'rpc ca$0rt Get'));
    expect(here(text, definitions(file, offset, files))).toBe(
      `service cart as cart-a { }
        ^^^^
                ^^^^^^`,
    );
  });

  test('that is declared nowhere is defined by its first use', () => {
    const { file, offset, files, text } = open('trace { rpc auth A\nrpc au$0th B }');
    expect(here(text, definitions(file, offset, files))).toBe('trace { rpc auth A\n            ^^^^');
  });

  test('is referred to by its name and aliases, in all open files', () => {
    const { file, offset, files, text } = open(SHOP.replace('service cart', 'service c$0art'));
    const found = references(file, offset, files, false);
    expect(here(text, found)).toBe('  rpc cart Get as first\n      ^^^^\n  rpc cart-a Put\n      ^^^^^^');
    expect(found.at(-1)).toEqual({ uri: 'file:///b.trace', range: { start: 12, end: 16 } });
  });

  test('is renamed where it is spelled that way, with quotes where they are needed', () => {
    const { file, offset, files } = open(SHOP.replace('service cart', 'service c$0art'));
    expect(renamable(file, offset)?.text).toBe('cart');
    expect(rename(file, offset, 'the cart', files)).toEqual([
      {
        uri: 'file:///a.trace',
        version: 1,
        edits: [
          { range: { start: 8, end: 12 }, text: '"the cart"' },
          { range: { start: 48, end: 52 }, text: '"the cart"' },
        ],
      },
      { uri: 'file:///b.trace', version: 1, edits: [{ range: { start: 12, end: 16 }, text: '"the cart"' }] },
    ]);
  });
});

test('a label is known in its own trace only', () => {
  const { file, offset, text } = open(
    `${SHOP.replace('link first', 'link fir$0st')}trace other { rpc a B as first }\n`,
  );
  expect(
    marked(
      text,
      highlights(file, offset).map(({ range, role }) => ({ ...range, label: role })),
    ),
  ).toBe(
    `  rpc cart Get as first
                  ^^^^^ definition
  in shop work { link first }
                      ^^^^^ use`,
  );
});

test('a trace is defined by its head and used by scenarios', () => {
  const { file, offset, files, text } = open(SHOP.replace('100% browse', '100% bro$0wse'));
  expect(here(text, definitions(file, offset, files))).toBe('trace browse {\n      ^^^^^^');
});

test.each([
  ['trace { rpc a B as la$0b }', 'not a label', /label is made of/],
  ['trace { rpc a$0 B }', '  ', /not empty/],
  ['trace { rpc a B 5$0ms }', 'x', /nothing|no service/],
])('what cannot be renamed says why: %s', (text, name, reason) => {
  const { file, offset } = open(text);
  expect(renameProblem(file, offset, name)).toMatch(reason);
});

test.each(['$0', 'trace { # a$0\n}', '{{{$0'])('nothing is named at %s', (text) => {
  const { file, offset, files } = open(text);
  expect(definitions(file, offset, files)).toEqual([]);
  expect(references(file, offset, files, true)).toEqual([]);
  expect(rename(file, offset, 'x', files)).toEqual([]);
});
