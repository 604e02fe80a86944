import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { hover } from '../../../server/src/features/hover/hover.ts';
import { fixture, marked, traceFile } from '../../support/fixture.ts';
import { testParser } from '../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

function hoverAt(text: string): string | undefined {
  const { text: plain, offset } = fixture(text);
  return hover(traceFile(parser, plain), offset)?.markdown;
}

describe('a service', () => {
  const SHOP = `service orders-db { db.system.name = "postgresql"; host.name = "db-1" }
trace a {
  http gateway "POST /orders" {
    db orders-db INSERT
    rpc cart Get { db orders-db SELECT }
  }
}
trace b { http gateway "GET /orders" { db orders-db SELECT } }
`;

  test('says what it is, who calls it, its operations and attributes', () => {
    expect(hoverAt(SHOP.replace('db orders-db INSERT', 'db orders$0-db INSERT'))).toBe(
      [
        '**`orders-db`** store',
        'Called in 3 lines (db) by `gateway` 2×, `cart` 1×.',
        'Operations: `INSERT`, `SELECT`',
        '- `db.system.name = "postgresql"`\n- `host.name = "db-1"`',
      ].join('\n\n'),
    );
  });

  test('the declaration says the same, the range is the name', () => {
    const { text, offset } = fixture(SHOP.replace('service orders', 'service $0orders'));
    const found = hover(traceFile(parser, text), offset);
    expect(found?.markdown).toContain('Called in 3 lines');
    expect(marked(text, found ? [found.range] : []).split('\n')).toEqual([
      text.split('\n')[0],
      '        ^^^^^^^^^',
    ]);
  });

  test('a first caller is the user; an alias is told apart', () => {
    const text = 'service cart as cart-a {}\ntrace { http car$0t-a Get }';
    expect(hoverAt(text)).toContain(
      '**`cart`** service, here as `cart-a`\n\nCalled in 1 line (http) by the user',
    );
  });

  test('a hostile name cannot bring markup', () => {
    expect(hoverAt('trace { rpc "a`$0<img src=x>`[b](command:c)" Do }')).toContain(
      "**`a'<img src=x>'[b](command:c)`**",
    );
  });
});

describe('a time', () => {
  test('says start, share of the caller and time of its own', () => {
    const text = `trace {
  http gateway Get @0ms 100$0ms {
    rpc a Do 20ms
    rpc b Do 30ms
  }
}`;
    expect(hoverAt(text)).toBe('Starts at 0ns, lasts 100ms, 50ms of it on its own');
    expect(hoverAt(text.replace('100$0ms', '100ms').replace('30ms', '3$0ms'))).toMatch(
      /^Starts at .*\(estimated\), lasts 3ms \(3 % of its caller\)$/,
    );
  });

  test('overlapping calls count once for the time of its own', () => {
    const text = `trace {
  http$0 gateway Get @0ms 100ms {
    rpc a Do @0ms 40ms
    rpc b Do @20ms 40ms
  }
}`;
    expect(hoverAt(text)).toContain('lasts 100ms, 40ms of it on its own');
  });

  test.each([
    ['10..$020ms', 'Uniform: every value from 10ms to 20ms is equally likely.\n\nShown as 15ms.'],
    ['30ms±$010ms', 'Normal: about two thirds lie within 10ms of 30ms.'],
    ['~lognormal(p50=4ms, $0p99=60ms)', '50 % are at or below 4ms, 99 % are at or below 60ms.'],
    ['~mi$0x(95% 80..200ms, 5% 1..3s)', '95 % `80..200ms`, 5 % `1..3s`.'],
    ['$0?(<50ms)', 'Open: filled in by the model. It will be less than `50ms`.'],
    ['$0?fast', 'Open: filled in by the model. Every `?fast` gets the same value.'],
    ['$0?12ms', 'Open; last filled with 12ms.'],
    ['38900000$0ns', '38.9ms'],
  ])('explains %s', (value, expected) => {
    expect(hoverAt(`trace { rpc a Do ${value} }`)).toContain(expected);
  });
});

test.each([
  ['trace { rpc ?$0 Do }', 'Open: filled in by the model.'],
  ['trace { $0... calls 3 }', '**`...`** Open: any number of calls.'],
  ['trace { p$0ar { rpc a Do } }', '**`par`** The calls inside start together'],
  ['trace { ca$0che redis GET 2ms }', 'Starts at 0ns (estimated), lasts 2ms'],
  ['trace { rpc a Do as fir$0st }', '**`first`** label'],
  ['trace "the $0order" { rpc a Do 2ms { db b Do 1ms } }', '**`the order`** trace\n\n2 calls, 2 levels, 2ms'],
])('%s', (text, expected) => {
  expect(hoverAt(text)).toContain(expected);
});

test.each([
  '$0',
  'trace $0{ }',
  'trace { # rpc$0\n }',
  'trace { rpc = $0"a" }',
  '{{{ $0',
  'trace { rpc a "$0',
])('nothing to say, and no failure, at %s', (text) => {
  expect(hoverAt(text)).toBeUndefined();
});
