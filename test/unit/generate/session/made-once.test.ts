import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { habitsOf, madeOnce } from '../../../../server/src/generate/session/made-once.ts';
import { testParser } from '../../../support/parser.ts';

const USUAL =
  'trace {\n  http web Get {\n    par {\n      rpc auth Verify\n      db web-db SELECT\n    }\n  }\n}\n';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

function odd(text: string, ...beside: readonly string[]): string[] {
  const parse = (each: string) => parseSpec(parser, each);
  return madeOnce(
    parse(text),
    beside.map((other) => habitsOf(parse(other))),
  ).map(({ range }) => text.slice(range.start, range.end));
}

describe('calls that nobody else makes who is called as their caller is', () => {
  const STRANGE = 'trace {\n  http web Get {\n    rpc auth Verify\n    rpc billing Charge\n  }\n}\n';

  it('are those that stand out among several layers', () => {
    expect(odd(USUAL.repeat(3) + STRANGE)).toEqual(['rpc billing Charge']);
    expect(odd(STRANGE, USUAL, USUAL, USUAL)).toEqual(['rpc billing Charge']);
  });

  it('are none where the caller is hardly known', () => {
    expect(odd(USUAL.repeat(2) + STRANGE)).toEqual([]);
  });

  it('are none that are made twice, or in another trace, or are muted', () => {
    expect(odd(USUAL.repeat(3) + STRANGE.repeat(2))).toEqual([]);
    expect(odd(USUAL.repeat(3) + STRANGE, STRANGE)).toEqual([]);
    expect(odd(USUAL.repeat(3) + STRANGE.replace('rpc billing', '/- rpc billing'))).toEqual([]);
  });
});
