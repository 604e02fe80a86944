import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import type { DraftedCall } from '../../../../server/src/generate/author/drafted-call.ts';
import { readLayer } from '../../../../server/src/generate/author/read-layer.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

afterAll(() => parser.dispose());

function read(text: string): readonly DraftedCall[] {
  return readLayer(text, (source) => parseSpec(parser, source));
}

const names = (text: string): string[] =>
  read(text).map(({ type, service, operation = '' }) => `${type} ${service} ${operation}`.trim());

describe('what a general model wrote', () => {
  test('is read line by line', () => {
    expect(read('  rpc stock Reserve 4ms\n  http mail "POST /mails" x3 1.5s { ... }\n')).toEqual([
      {
        type: 'rpc',
        service: 'stock',
        operation: 'Reserve',
        repeat: 1,
        duration: 4e6,
        overlaps: false,
        makesCalls: false,
      },
      {
        type: 'http',
        service: 'mail',
        operation: 'POST /mails',
        repeat: 3,
        duration: 1.5e9,
        overlaps: false,
        makesCalls: true,
      },
    ]);
  });

  test('may be the rest of a line', () => {
    expect(names('rpc stock Res' + 'erve 4ms\n}')).toEqual(['rpc stock Reserve']);
  });

  test('ends with the brace, whatever follows', () => {
    expect(names('rpc a A 1ms\n}\n\nhttp web "GET /" {\n  rpc b B 1ms\n}')).toEqual(['rpc a A']);
  });

  test('may be nothing', () => {
    expect(read('}')).toEqual([]);
    expect(read('')).toEqual([]);
  });

  test('may stand between fences', () => {
    expect(names('```trace\nrpc a A 1ms\nrpc b B 1ms\n}\n```')).toEqual(['rpc a A', 'rpc b B']);
  });

  test('keeps what overlaps and leaves out what stands below', () => {
    const calls = read('par {\n  rpc a A 1ms { rpc x X 1ms }\n  rpc b B 1ms\n}');
    expect(calls.map(({ service, overlaps, makesCalls }) => [service, overlaps, makesCalls])).toEqual([
      ['a', false, true],
      ['b', true, false],
    ]);
  });

  test('counts up to the first line that is none', () => {
    expect(names('rpc a A 1ms\nSure, here are the calls:\nrpc b B 1ms')).toEqual(['rpc a A']);
  });

  test.each([
    ['holes', 'rpc ? ? ?\n? a B\n'],
    ['control characters in names', 'rpc "a\\u0007b" C 1ms'],
    ['names without end', `rpc ${'a'.repeat(500)} B 1ms`],
    ['other statements', 'require { no db }\nservice x {}\n...\n'],
    ['noise', '\u0000\uFFFF{{{{"""" ```'],
  ])('gives no call for %s', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  test('is bounded, however much there is', () => {
    expect(read('rpc a B 1ms\n'.repeat(100_000)).length).toBe(64);
    expect(read('rpc a { '.repeat(5_000)).length).toBeLessThanOrEqual(1);
  });
});
