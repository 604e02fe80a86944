import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { completions } from '../../../server/src/features/completion/completion.ts';
import { namesOf } from '../../../server/src/features/completion/file-names.ts';
import { fixture, traceFile } from '../../support/fixture.ts';
import { testParser } from '../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

function complete(marked: string, other = '') {
  const { text, offset } = fixture(marked);
  const file = traceFile(parser, text);
  const others = other === '' ? [] : [namesOf(traceFile(parser, other, 'file:///b.trace').spec)];
  const { range, items } = completions(file, offset, others);
  return { typed: text.slice(range.start, range.end), labels: items.map(({ label }) => label), items };
}

const SHOP = `trace a {
  http gateway "POST /orders" {
    rpc auth Verify as checked
    rpc cart GetCart
    rpc cart timeout
    db orders-db INSERT
    $0
  }
}
`;

function inShop(line: string): readonly string[] {
  return complete(SHOP.replace('$0', line)).labels;
}

describe('at the top', () => {
  test('items of a file', () => {
    expect(complete('$0').labels).toEqual(['trace', 'service', 'latency', 'scenario']);
    expect(complete('trace a { }\ntr$0')).toMatchObject({
      typed: 'tr',
      labels: ['trace', 'service', 'latency', 'scenario'],
    });
  });

  test('nothing where a name is to be made up', () => {
    expect(complete('trace $0').labels).toEqual([]);
  });
});

describe('a line of a call', () => {
  test('starts with a type or a word of control', () => {
    expect(inShop('r$0')).toEqual(expect.arrayContaining(['rpc', 'http', 'par', '... calls', 'require']));
  });

  test('after a type come services, those called that way first', () => {
    expect(inShop('db $0')).toEqual(['orders-db', 'gateway', 'auth', 'cart', '?']);
    expect(inShop('async 30%: rpc $0').slice(0, 2)).toEqual(['auth', 'cart']);
  });

  test('those of other open files come last', () => {
    const { labels } = complete(SHOP.replace('$0', 'rpc $0'), 'trace { rpc mailer Send }');
    expect(labels.slice(-2)).toEqual(['mailer', '?']);
  });

  test('after a service come its operations, quoted where they must be', () => {
    const { items, labels } = complete(SHOP.replace('$0', 'rpc cart $0'));
    expect(labels.slice(0, 3)).toEqual(['GetCart', '?', 'as']);
    expect(complete(SHOP.replace('$0', 'http gateway P$0')).items[0]).toMatchObject({
      insert: '"POST /orders"',
    });
    expect(items.every(({ label }) => label !== 'INSERT')).toBe(true);
  });

  test('after the operation come the modifiers that are not there yet', () => {
    expect(inShop('rpc cart GetCart ok $0')).toEqual(['as', 'timeout', 'retry', 'after', 'within', 'broken']);
    expect(inShop('rpc cart GetCart as $0')).toEqual([]);
    expect(inShop('rpc cart GetCart parent $0')).toEqual(['checked']);
    expect(inShop('rpc cart GetCart broken $0')).toContain('missing-parent');
  });

  test('numbers get units, a tilde the laws', () => {
    expect(complete(SHOP.replace('$0', 'rpc cart Get 12$0'))).toMatchObject({ typed: '12' });
    expect(inShop('rpc cart Get 12$0').slice(0, 2)).toEqual(['12ms', '12s']);
    expect(inShop('rpc cart Get ~l$0')).toContain('~lognormal');
  });

  test('a link names labels', () => {
    expect(inShop('link $0')).toEqual(['checked']);
  });

  test.each(['# rpc $0', 'rpc cart "Get $0', 'key = $0'])('nothing in %s', (line) => {
    expect(inShop(line)).toEqual([]);
  });
});

test.each([
  ['trace { ... $0 }', ['calls', 'depth', 'within', 'include', 'no', 'rare', 'slow']],
  ['trace { ... calls 3, $0 }', ['calls', 'depth', 'within', 'include', 'no', 'rare', 'slow']],
  ['trace { ... calls 3, no $0 }', ['http', 'rpc', 'db', 'cache', 'send', 'recv', 'call', 'in', 'mq', '*']],
  [
    'trace { rpc a B\n require { every $0 } }',
    ['http', 'rpc', 'db', 'cache', 'send', 'recv', 'call', 'in', 'mq', '*'],
  ],
  ['trace { rpc a B\n require { every rpc: $0 } }', ['duration', 'calls', 'depth']],
  ['trace { rpc a B\n require { rpc a $0 } }', ['B', 'before']],
  ['trace { rpc a B\n require { rpc a before rpc $0 } }', ['a']],
  ['trace { rpc a B\n require { count(rpc $0 } }', ['a']],
  ['trace browse { rpc a B }\nscenario s { mix 80% $0 }', ['browse']],
  ['scenario s { export $0 }', ['otlp', 'jaeger', 'zipkin', 'labels']],
  ['trace { rpc a B }\nlatency { rpc $0 }', ['a']],
  ['scenario s { at 1m for 1m fault "x" { db a: $0 } }', ['duration', '!timeout']],
])('%s', (text, expected) => {
  expect(complete(text).labels).toEqual(expected);
});

test('attributes of a service', () => {
  expect(complete('service a { $0 }').items).toContainEqual({
    label: 'db.system.name',
    kind: 'attribute',
    insert: 'db.system.name = ',
  });
  expect(complete('service a { db.system.name = $0 }').labels).toEqual([]);
});
