import { describe, expect, it } from 'vitest';
import { Problems } from '../../../../server/src/core/fold/problems.ts';
import { otlpJson } from '../../../../server/src/formats/otlp-json/read.ts';

const TRACE = '5b8efff798038103d269b633813fc60c';
const SPAN = 'eee19b7ec3c1b174';
const times = { startTimeUnixNano: '1700000000000000001', endTimeUnixNano: '1700000000000000009' };

function read(value: unknown) {
  const problems = new Problems();
  return { spans: [...otlpJson.read(value, problems)], sentences: problems.sentences() };
}

function readSpan(span: Record<string, unknown>, around: Record<string, unknown> = {}) {
  const { spans, sentences } = read({
    resourceSpans: [
      { scopeSpans: [{ spans: [{ traceId: TRACE, spanId: SPAN, ...times, ...span }], ...around }] },
    ],
  });
  return { span: spans[0], sentences };
}

const attribute = (key: string, value: unknown) => ({ attributes: [{ key, value }] });
const readValue = (value: unknown) => readSpan(attribute('k', value)).span?.attributes[0]?.value;

describe('OTLP/JSON', () => {
  it('reads every field of a span', () => {
    const { spans } = read({
      resourceSpans: [
        {
          resource: {
            attributes: [
              { key: 'host', value: { stringValue: 'h' } },
              { key: 'service.name', value: { stringValue: 'cart' } },
            ],
          },
          scopeSpans: [
            {
              scope: { name: 'lib', version: '1.0' },
              spans: [
                {
                  traceId: TRACE,
                  spanId: SPAN,
                  parentSpanId: 'eee19b7ec3c1b173',
                  name: 'GET /cart',
                  kind: 2,
                  ...times,
                  status: { code: 2, message: 'no' },
                  events: [{ name: 'e', timeUnixNano: '1700000000000000002' }],
                  links: [{ traceId: TRACE, spanId: SPAN }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(spans).toEqual([
      {
        traceId: TRACE,
        spanId: SPAN,
        parentId: 'eee19b7ec3c1b173',
        follows: false,
        kind: 'server',
        resource: { service: 'cart', attributes: [{ key: 'host', value: 'h' }] },
        scope: { name: 'lib', version: '1.0', attributes: [] },
        name: 'GET /cart',
        start: 1_700_000_000_000_000_001n,
        end: 1_700_000_000_000_000_009n,
        status: { code: 'error', message: 'no' },
        attributes: [],
        events: [{ name: 'e', time: 1_700_000_000_000_000_002n, attributes: [] }],
        links: [{ traceId: TRACE, spanId: SPAN, attributes: [] }],
      },
    ]);
  });

  it.each([
    ['upper-case hex', TRACE.toUpperCase(), SPAN.toUpperCase()],
    ['base64', 'W47/95gDgQPSabYzgT/GDA==', '7uGbfsPBsXQ='],
  ])('reads ids in %s', (_, traceId, spanId) => {
    const { span } = readSpan({ traceId, spanId });
    expect([span?.traceId, span?.spanId]).toEqual([TRACE, SPAN]);
  });

  it('takes an empty parent and one of zeros for none', () => {
    expect(readSpan({ parentSpanId: '' }).span).not.toHaveProperty('parentId');
    expect(readSpan({ parentSpanId: '0000000000000000' }).span).not.toHaveProperty('parentId');
  });

  it.each([
    [3, 'client'],
    ['3', 'client'],
    ['SPAN_KIND_CLIENT', 'client'],
    ['CLIENT', 'client'],
    [0, 'unspecified'],
    [undefined, 'unspecified'],
    [99, 'unspecified'],
    [{}, 'unspecified'],
  ])('reads the kind %j', (kind, expected) => expect(readSpan({ kind }).span?.kind).toBe(expected));

  it.each([
    [{ code: 2 }, { code: 'error' }],
    [
      { code: 'STATUS_CODE_ERROR', message: 'x' },
      { code: 'error', message: 'x' },
    ],
    [{ code: 'STATUS_CODE_OK', message: '' }, { code: 'ok' }],
    [{}, { code: 'unset' }],
    [null, { code: 'unset' }],
  ])('reads the status %j', (status, expected) =>
    expect(readSpan({ status }).span?.status).toEqual(expected),
  );

  it.each([
    [{ stringValue: 'x' }, 'x'],
    [{ boolValue: false }, false],
    [{ intValue: '9223372036854775807' }, 9_223_372_036_854_775_807n],
    [{ intValue: 5 }, 5n],
    [{ doubleValue: 1.5 }, 1.5],
    [{ doubleValue: 'NaN' }, Number.NaN],
    [{ doubleValue: '-Infinity' }, Number.NEGATIVE_INFINITY],
    [{ bytesValue: 'AAEC' }, { base64: 'AAEC' }],
    [{ arrayValue: { values: [{ intValue: 1 }, {}] } }, { items: [1n, null] }],
    [
      { kvlistValue: { values: [{ key: 'a', value: { boolValue: true } }] } },
      { entries: [{ key: 'a', value: true }] },
    ],
    [{}, null],
    [undefined, null],
  ])('reads the value %j', (value, expected) => expect(readValue(value)).toEqual(expected));

  it('bounds the depth of values', () => {
    let value: unknown = { intValue: 1 };
    for (let depth = 0; depth < 5000; depth += 1) value = { arrayValue: { values: [value] } };
    expect(readSpan(attribute('k', value)).sentences).toEqual([
      '1 attribute value left out: nested more than 100 deep',
    ]);
  });

  it('reads times that are numbers, saying where that lost precision', () => {
    expect(readSpan({ startTimeUnixNano: 100, endTimeUnixNano: 300 })).toMatchObject({
      span: { start: 100n, end: 300n },
      sentences: [],
    });
    const { sentences } = readSpan({
      startTimeUnixNano: 1_700_000_000_000_000_000,
      endTimeUnixNano: 1_700_000_000_000_001_000,
    });
    expect(sentences).toEqual(['2 times exact to 256 ns only: a number beyond 2^53']);
  });

  it('leaves out what has no start, and lets the rest end', () => {
    expect(readSpan({ startTimeUnixNano: 'soon' })).toEqual({
      span: undefined,
      sentences: ['1 span left out: no readable start'],
    });
    expect(readSpan({ startTimeUnixNano: '99999999999999999999' }).span).toBeUndefined();
    expect(readSpan({ endTimeUnixNano: '0' }).sentences).toEqual([
      '1 span given a duration of 0: no readable end',
    ]);
    expect(readSpan({ endTimeUnixNano: '5' }).sentences).toEqual([
      '1 span given a duration of 0: the end is before the start',
    ]);
  });

  it('names a service that does not say its name as OpenTelemetry does', () => {
    expect(readSpan({}).span?.resource.service).toBe('unknown_service');
  });

  it('reads the older name of scopes, and what Tempo calls resource spans', () => {
    const spans = [{ traceId: TRACE, spanId: SPAN, ...times }];
    expect(
      read({
        batches: [{ instrumentationLibrarySpans: [{ instrumentationLibrary: { name: 'lib' }, spans }] }],
      }).spans[0]?.scope?.name,
    ).toBe('lib');
    expect(read({ result: { resourceSpans: [{ scopeSpans: [{ spans }] }] } }).spans).toHaveLength(1);
  });

  it('survives members of the wrong type', () => {
    const junk = [null, 1, 'x', [], [[]], { a: 1 }];
    for (const value of junk) {
      expect(
        read({
          resourceSpans: [
            value,
            { resource: value, scopeSpans: value },
            { scopeSpans: [{ scope: value, spans: value }] },
          ],
        }).spans,
      ).toEqual([]);
      expect(() =>
        readSpan({
          name: value,
          kind: value,
          attributes: value,
          events: value,
          links: value,
          status: value,
          parentSpanId: value,
        }),
      ).not.toThrow();
    }
  });
});
