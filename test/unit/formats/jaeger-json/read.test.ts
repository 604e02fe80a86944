import { describe, expect, it } from 'vitest';
import { Problems } from '../../../../server/src/core/fold/problems.ts';
import { jaegerJson } from '../../../../server/src/formats/jaeger-json/read.ts';

const span = {
  traceID: '1f',
  spanID: '2',
  operationName: 'GET',
  references: [],
  startTime: 100,
  duration: 5,
  tags: [],
  logs: [],
  processID: 'p1',
};
const processes = { p1: { serviceName: 'shop', tags: [{ key: 'ip', type: 'string', value: '10.0.0.1' }] } };

function read(value: unknown) {
  const problems = new Problems();
  return { spans: [...jaegerJson.read(value, problems)], sentences: problems.sentences() };
}

const readSpan = (more: Record<string, unknown>) =>
  read({ traceID: '1f', spans: [{ ...span, ...more }], processes }).spans[0];
const tag = (key: string, type: string, value: unknown) => ({ tags: [{ key, type, value }] });
const child = (refType: string, spanID: string, traceID = '1f') => ({ refType, spanID, traceID });

describe('Jaeger JSON', () => {
  it('reads every field of a span, ids with their zeros and times in nanoseconds', () => {
    const logs = [
      {
        timestamp: 103,
        fields: [
          { key: 'event', type: 'string', value: 'retry' },
          { key: 'n', type: 'int64', value: 2 },
        ],
      },
    ];
    const references = [child('CHILD_OF', '1'), child('FOLLOWS_FROM', '9')];
    expect(readSpan({ logs, references, ...tag('x', 'bool', true) })).toEqual({
      traceId: '000000000000001f',
      spanId: '0000000000000002',
      parentId: '0000000000000001',
      follows: false,
      kind: 'unspecified',
      resource: { service: 'shop', attributes: [{ key: 'ip', value: '10.0.0.1' }] },
      name: 'GET',
      start: 100_000n,
      end: 105_000n,
      status: { code: 'unset' },
      attributes: [{ key: 'x', value: true }],
      events: [{ name: 'retry', time: 103_000n, attributes: [{ key: 'n', value: 2n }] }],
      links: [expect.objectContaining({ spanId: '0000000000000009' })],
    });
  });

  it.each([
    ['the answer of the API', { data: [{ traceID: '1f', spans: [span], processes }] }],
    ['a saved state of the UI', { data: { traceID: '1f', spans: [span], processes } }],
    ['a bare trace', { traceID: '1f', spans: [span], processes }],
    ['a list of traces', [{ traceID: '1f', spans: [span], processes }]],
    ['bare spans', [{ ...span, process: processes.p1 }]],
    ['a span from Elasticsearch', { _source: { ...span, process: processes.p1 } }],
  ])('recognises %s', (_, value) => {
    expect(jaegerJson.recognises(value)).toBe(true);
    expect(read(value).spans.map(({ resource }) => resource.service)).toEqual(['shop']);
  });

  it.each([[null], [[]], [{}], [{ data: 1 }], [{ spans: [] }], [[{ traceId: '1', id: '2' }]]])(
    'does not recognise %j',
    (value) => {
      expect(jaegerJson.recognises(value)).toBe(false);
    },
  );

  it('takes the first CHILD_OF of the same trace for the parent', () => {
    const found = readSpan({
      references: [child('CHILD_OF', 'ff', 'ff'), child('FOLLOWS_FROM', '3'), child('CHILD_OF', '4')],
    });
    expect([found?.parentId, found?.follows, found?.links.length]).toEqual(['0000000000000004', false, 2]);
  });

  it('takes FOLLOWS_FROM where there is nothing else, then the parent of old versions', () => {
    const follows = readSpan({ references: [child('FOLLOWS_FROM', '3')] });
    expect([follows?.parentId, follows?.follows]).toEqual(['0000000000000003', true]);
    expect(readSpan({ references: null, parentSpanID: '7' })?.parentId).toBe('0000000000000007');
    expect(readSpan({ parentSpanID: '0' })).not.toHaveProperty('parentId');
  });

  it('reads tags that stand for fields of the span, and leaves them out of the attributes', () => {
    const tags = [
      { key: 'span.kind', type: 'string', value: 'client' },
      { key: 'otel.status_code', type: 'string', value: 'ERROR' },
      { key: 'otel.status_description', type: 'string', value: 'no' },
      { key: 'error', type: 'bool', value: true },
      { key: 'otel.library.name', type: 'string', value: 'lib' },
    ];
    expect(readSpan({ tags })).toMatchObject({
      kind: 'client',
      status: { code: 'error', message: 'no' },
      scope: { name: 'lib' },
      attributes: [],
    });
  });

  it('knows that OpenTelemetry leaves out the kind of internal spans', () => {
    expect(readSpan(tag('otel.scope.name', 'string', 'lib'))?.kind).toBe('internal');
  });

  it.each([
    ['bool', true, { code: 'error' }],
    ['string', 'true', { code: 'error' }],
    ['string', 'timed out', { code: 'error', message: 'timed out' }],
    ['bool', false, { code: 'unset' }],
    ['string', 'false', { code: 'unset' }],
  ])('reads the tag error of type %s and value %j', (type, value, expected) => {
    expect(readSpan(tag('error', type, value))?.status).toEqual(expected);
  });

  it.each([
    ['int64', '9223372036854775222', 9_223_372_036_854_775_222n],
    ['int64', 7, 7n],
    ['float64', '72.5', 72.5],
    ['binary', 'AAAwOQ==', { base64: 'AAAwOQ==' }],
    ['string', 'x', 'x'],
    ['string', { a: 1 }, null],
  ])('reads a tag of type %s and value %j', (type, value, expected) => {
    expect(readSpan(tag('k', type, value))?.attributes).toEqual([{ key: 'k', value: expected }]);
  });

  it('reads tags that Elasticsearch has as an object', () => {
    expect(readSpan({ tag: { 'http.method': 'GET', n: 1 } })?.attributes).toEqual([
      { key: 'http.method', value: 'GET' },
      { key: 'n', value: 1 },
    ]);
  });

  it('takes in parents that only stand inside references', () => {
    const grandparent = { ...span, spanID: '9', operationName: 'grandparent' };
    const parent = {
      ...span,
      spanID: '8',
      operationName: 'parent',
      references: [{ ...child('CHILD_OF', '9'), span: grandparent }],
    };
    const listed = { ...span, references: [{ ...child('CHILD_OF', '8'), span: parent }] };
    const sibling = { ...listed, spanID: '3' };
    const { spans } = read({ traceID: '1f', spans: [listed, sibling], processes });
    expect(spans.map(({ name }) => name)).toEqual(['GET', 'GET', 'parent', 'grandparent']);
  });

  it('reads times in text, and fractions of microseconds', () => {
    expect(readSpan({ startTime: '1700000000000000', duration: 1.5 })).toMatchObject({
      start: 1_700_000_000_000_000_000n,
      end: 1_700_000_000_000_001_500n,
    });
    expect(read({ traceID: '1f', spans: [{ ...span, startTime: null }], processes }).sentences).toEqual([
      '1 span left out: no readable start',
    ]);
  });

  it('shares a process among its spans, and finds none under the names of objects', () => {
    const { spans } = read({
      traceID: '1f',
      spans: [
        span,
        { ...span, spanID: '3' },
        { ...span, spanID: '4', processID: 'constructor' },
        { ...span, spanID: '5', processID: '__proto__' },
      ],
      processes,
    });
    expect(spans[0]?.resource).toBe(spans[1]?.resource);
    expect(spans.slice(2).map(({ resource }) => resource.service)).toEqual([
      'unknown_service',
      'unknown_service',
    ]);
  });

  it('survives members of the wrong type', () => {
    for (const junk of [null, 1, 'x', [], [[]], { a: 1 }]) {
      expect(() =>
        readSpan({
          references: junk,
          tags: junk,
          logs: junk,
          operationName: junk,
          processID: junk,
          duration: junk,
          tag: junk,
        }),
      ).not.toThrow();
      expect(() => read({ traceID: '1f', spans: [junk], processes: junk })).not.toThrow();
    }
  });
});
