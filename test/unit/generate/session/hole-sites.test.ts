import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { holesInOrder } from '../../../../server/src/generate/session/hole-sites.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

describe('the order in which holes are filled', () => {
  it.each([
    [
      'is that of the text',
      'rpc ? Verify ?\n...\nrpc stock ?',
      ['1 callee', '1 duration', '2 subtree', '3 operation'],
    ],
    [
      'has the time of a call, and what follows from it, behind what is open below',
      'http shop Get ? timeout ? {\nrpc auth Verify ? {\n...\n}\nrpc stock ?\n}\nrpc mail Send ?',
      ['3 subtree', '2 duration', '5 operation', '1 duration', '1 timeout', '7 duration'],
    ],
    [
      'has what a line is before what is below it',
      '? ? ? ? {\npar {\n...\n}\n}',
      ['1 type', '1 callee', '1 operation', '3 subtree', '1 duration'],
    ],
  ])('%s', (_what, body, expected) => {
    const text = `trace x {\n${body}\n}\n`;
    const order = holesInOrder(parseSpec(parser, text)).map(
      ({ slot, range }) => `${text.slice(0, range.start).split('\n').length - 1} ${slot}`,
    );
    expect(order).toEqual(expected);
  });
});
