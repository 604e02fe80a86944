import { describe, expect, it } from 'vitest';
import { foldSpans } from '../../../../server/src/core/fold/fold.ts';
import { Problems } from '../../../../server/src/core/fold/problems.ts';
import type { Attributes } from '../../../../server/src/core/fold/span.ts';
import { printSpec } from '../../../../server/src/core/print/print.ts';
import { block, folded, recorded } from './recorded.ts';

const attributes = (...keys: string[]): Attributes => keys.map((key) => ({ key, value: 'x' }));

describe('a file of several traces', () => {
  it('has one item each, in the order of the file, named after the first entry and told apart', () => {
    const entry = { kind: 'server', name: 'GET /cart', lasts: 10 } as const;
    expect(
      folded({ ...entry, trace: '1' }, { ...entry, trace: '2' }, { trace: '3', name: 'job', lasts: 10 }),
    ).toBe(
      block(`
        trace "GET /cart" {
          http shop "GET /cart" 10us
        }
        trace "GET /cart #2" {
          http shop "GET /cart" 10us
        }
        trace job {
          in shop job 10us
        }`),
    );
  });

  it('is named after the entry that starts first', () => {
    expect(folded({ id: 'a', name: 'second', at: 10 }, { id: 'b', name: 'first', at: 0 })).toContain(
      'trace first {',
    );
  });
});

describe('the head of the file', () => {
  const span = recorded({ lasts: 2000.5 });

  it('says where the file is from, what was dropped and what was rounded', () => {
    const resource = { service: 'shop', attributes: attributes('host', 'pod') };
    const scope = { name: 'lib', attributes: attributes('mode') };
    const event = { name: 'e', time: 0n, attributes: [] };
    const link = { traceId: 't', spanId: 's', attributes: [] };
    const spans = ['a', 'b'].map((spanId) => ({
      ...span,
      spanId,
      resource,
      scope,
      attributes: attributes('k'),
      events: [event],
      links: spanId === 'a' ? [link] : [],
    }));
    const { spec, dropped } = foldSpans(spans, 'cart.json (OTLP/JSON)', new Problems());
    expect(dropped).toEqual({ attributes: 5, events: 2, links: 1 });
    expect(printSpec(spec).split('\n').slice(0, 5)).toEqual([
      '# Imported from cart.json (OTLP/JSON): 1 trace, 2 spans.',
      '# Dropped: 5 attributes, 2 events, 1 link.',
      '# Times are rounded to microseconds.',
      '',
      '# Trace 0af7651916cd43dd8448eb211c80319c, started 2023-11-14T22:13:20Z, 2 spans',
    ]);
  });

  it('does not count a link that a line keeps', () => {
    const send = recorded({ id: 'b', kind: 'producer', name: 'send x', parent: 'a' });
    const receive = recorded({ id: 'c', kind: 'consumer', name: 'process x', links: ['b', 'elsewhere'] });
    const { dropped } = foldSpans([recorded({ id: 'a' }), send, receive], 'x', new Problems());
    expect(dropped.links).toBe(1);
  });

  it('lets no name or id break out of its comment', () => {
    const hostile = 'x\n}\ntrace evil {';
    const { spec } = foldSpans([{ ...span, traceId: hostile }], `${hostile}\u2028`, new Problems());
    expect(
      printSpec(spec)
        .split('\n')
        .filter((row) => row.startsWith('trace')),
    ).toEqual(['trace work {']);
  });

  it('leaves out the date of a trace that counts from zero', () => {
    const { spec } = foldSpans([{ ...span, start: 100_000n, end: 200_000n }], 'x', new Problems());
    expect(printSpec(spec)).toContain('# Trace 0af7651916cd43dd8448eb211c80319c, 1 span\n');
  });
});
