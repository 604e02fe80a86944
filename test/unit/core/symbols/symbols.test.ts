import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Symbols } from '../../../../server/src/core/symbols/symbols.ts';
import { symbolsOf } from '../../../../server/src/core/symbols/symbols-of.ts';
import { namesIn } from '../../../../server/src/core/symbols/trace-names.ts';
import { marked } from '../../../support/fixture.ts';
import { testParser } from '../../../support/parser.ts';

const parser = await testParser();
const symbols = (text: string): Symbols => symbolsOf(parseSpec(parser, text));

describe('services', () => {
  it('tells stores and queues from services by how they are called', () => {
    const { services } = symbols(`service orders-db
      trace t { http web { db orders-db; cache redis; send kafka orders; rpc a; rpc both { db x }; db both } }`);
    expect([...services.values()].map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'orders-db store',
      'web service',
      'redis store',
      'kafka queue',
      'a service',
      'both service',
      'x store',
    ]);
  });

  it('gathers types and operations in order of first use', () => {
    const { services } = symbols('trace t { rpc a Run; http a "GET /"; rpc a Run; rpc a }');
    expect(services.get('a')).toMatchObject({ callTypes: ['rpc', 'http'], operations: ['Run', 'GET /'] });
  });

  it('mentions each place that names one', () => {
    const text = `service a as a-1
latency { rpc a 5ms }
trace t {
  rpc a Run { rpc "a" }
  rpc a-1
  ... include rpc a
  require { never a -> b }
}
scenario s {
  at 1m for 1m fault "slow" { rpc a: duration x2 }
}`;
    const mentions = symbols(text).services.get('a')?.mentions ?? [];
    expect(
      marked(
        text,
        mentions.map(({ range, text: label, in: where }) => ({ ...range, label: `${label} ${where}` })),
      ),
    ).toBe(`latency { rpc a 5ms }
              ^ a pattern
  rpc a Run { rpc "a" }
      ^ a call
                  ^^^ a call
  rpc a-1
      ^^^ a-1 call
  ... include rpc a
                  ^ a pattern
  require { never a -> b }
                  ^ a pattern
  at 1m for 1m fault "slow" { rpc a: duration x2 }
                                  ^ a pattern`);
  });

  it('takes the service of a span without its scope', () => {
    const text = 'trace t exact { span server cart/otelhttp "GET" @0ns 1ns }';
    const [mention] = symbols(text).services.get('cart')?.mentions ?? [];
    expect(text.slice(mention?.range.start, mention?.range.end)).toBe('cart');
  });

  it('does not know what is muted', () => {
    expect([
      ...symbols(
        '/- service a\ntrace t { /- rpc b { rpc c }\n rpc d }\n/- trace u { rpc e }',
      ).services.keys(),
    ]).toEqual(['d']);
  });

  it('takes names for names, whatever they are', () => {
    expect([...symbols('trace t { rpc __proto__; rpc constructor }').services.keys()]).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

describe('labels, ids and traces', () => {
  it('joins labels with their uses', () => {
    const { traces } = symbols(`trace t {
      send kafka x as sent
      recv a x { link sent; link gone }
    }`);
    const labels = [...(traces[0]?.labels.values() ?? [])];
    expect(labels.map(({ name, definitions, uses }) => [name, definitions.length, uses.length])).toEqual([
      ['sent', 1, 1],
      ['gone', 0, 1],
    ]);
  });

  it('knows ids whatever their case, and where scenarios mix a trace in', () => {
    const { spanIds, traceIds, traces } = symbols(`trace t exact {
      id 5B8EFFF798038103D269B633813FC60C
      span server a "x" id EEE19b7ec3c1b174 @0ns 1ns
    }
    scenario s { mix 90% t, 10% u }`);
    expect([...spanIds.keys()]).toEqual(['eee19b7ec3c1b174']);
    expect([...traceIds.keys()]).toEqual(['5b8efff798038103d269b633813fc60c']);
    expect(traces.map(({ name, uses }) => [name, uses.length])).toEqual([['t', 1]]);
  });
});

it('keeps what an unchanged trace contributes', () => {
  const { items } = parseSpec(parser, 'trace t { rpc a }\ntrace u { rpc b }');
  const [first, second] = items;
  if (first?.kind !== 'trace' || second?.kind !== 'trace') throw new Error('There are two traces.');
  const kept = namesIn(first);
  symbolsOf({ items: [first, { ...second }], trailing: [] });
  expect(namesIn(first)).toBe(kept);
});
