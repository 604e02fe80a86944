import { describe, expect, it } from 'vitest';
import { detectFormat, importTrace } from '../../../server/src/formats/import-trace.ts';

const TRACE = '5b8efff798038103d269b633813fc60c';
const otlpSpan = {
  traceId: TRACE,
  spanId: 'eee19b7ec3c1b174',
  name: 'GET /cart',
  kind: 2,
  startTimeUnixNano: '1700000000000000000',
  endTimeUnixNano: '1700000000005000000',
};
const otlp = (...spans: unknown[]) => otlpOf(spans);
const otlpOf = (spans: readonly unknown[]) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
      scopeSpans: [{ spans }],
    },
  ],
});
const jaeger = {
  data: [
    {
      traceID: '1f',
      spans: [
        { traceID: '1f', spanID: '2', operationName: 'GET /cart', startTime: 1, duration: 5, processID: 'p' },
      ],
      processes: { p: { serviceName: 'cart' } },
    },
  ],
};

/** The message with which the text is refused. */
function refusal(input: string | Uint8Array): string {
  try {
    importTrace(input, { name: 'x.json' });
  } catch (error) {
    if (error instanceof Error && error.name === 'ImportError') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('importTrace', () => {
  it('reads OTLP/JSON as a printed file', () => {
    const { text, format, traces, spans, dropped, warnings } = importTrace(JSON.stringify(otlp(otlpSpan)), {
      name: 'cart.json',
    });
    expect({ format, traces, spans, dropped, warnings }).toEqual({
      format: 'OTLP/JSON',
      traces: 1,
      spans: 1,
      dropped: { attributes: 0, events: 0, links: 0 },
      warnings: [],
    });
    expect(text).toBe(
      [
        '# Imported from cart.json (OTLP/JSON): 1 trace, 1 span.',
        '',
        `# Trace ${TRACE}, started 2023-11-14T22:13:20Z, 1 span`,
        'trace "GET /cart" {',
        '  http cart "GET /cart" 5ms',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('puts the lines of OTLP/JSON Lines together by trace', () => {
    const child = {
      ...otlpSpan,
      spanId: 'eee19b7ec3c1b175',
      parentSpanId: otlpSpan.spanId,
      kind: 1,
      name: 'read',
    };
    const { text, format, traces } = importTrace(
      [otlp(child), otlp(otlpSpan)].map((line) => JSON.stringify(line)).join('\n'),
      { name: 'x' },
    );
    expect({ format, traces }).toEqual({ format: 'OTLP/JSON Lines', traces: 1 });
    expect(text).toContain('  http cart "GET /cart" 5ms {\n    in cart read @0ms 5ms\n  }\n');
  });

  it('goes on after lines that are broken or of another kind, and says so', () => {
    const line = JSON.stringify(otlp(otlpSpan));
    const { spans, warnings } = importTrace(`${line}\n{"resourceMetrics":[]}\n{"resourceSp`, { name: 'x' });
    expect(spans).toBe(1);
    expect(warnings).toEqual([
      '1 line left out: no spans (line 2 is OTLP metrics, not traces)',
      '1 line left out: not readable (The file ends inside a string at line 3, column 13, where the closing quote was expected: it seems to have been cut off.)',
    ]);
  });

  it.each([
    ['empty text', '', 'The file is empty.'],
    ['white space', ' \n ', 'The file is empty.'],
    [
      'a cut-off file',
      '{"resourceSpans": [\n  {"resource": {',
      'The file ends inside an object at line 2, column 17, where a key in double quotes, or "}" was expected: it seems to have been cut off.',
    ],
    ['text', 'trace "x" {', 'The file is not JSON: a value was expected at line 1, column 1, not "trace".'],
    ['HTML', '<html>', 'The file is not JSON: a value was expected at line 1, column 1, not "<".'],
    [
      'a slip',
      '{"a": 1,\n "b": tru}',
      'The JSON is broken: a value was expected at line 2, column 7, not "tru".',
    ],
    [
      'Zipkin',
      '[{"traceId":"1","id":"2","name":"get"}]',
      'This is Zipkin v2 JSON, which is not supported yet. What can be read: OTLP/JSON, Jaeger JSON.',
    ],
    [
      'metrics',
      '{"resourceMetrics":[]}',
      'This is OTLP metrics, not traces. What can be read: OTLP/JSON, Jaeger JSON.',
    ],
    [
      'a package',
      '{"name":"x","version":"1","type":"y","z":1}',
      'This is JSON of another kind, with the keys "name", "version", "type" …. What can be read: OTLP/JSON, Jaeger JSON.',
    ],
    ['a number', '5', 'This is a single number. What can be read: OTLP/JSON, Jaeger JSON.'],
    ['no spans', '{"resourceSpans":[]}', 'The file is OTLP/JSON but holds no spans.'],
    [
      'no usable span',
      JSON.stringify(otlp({ name: 'x' })),
      'The file is OTLP/JSON but holds no spans; 1 span left out: no readable start.',
    ],
    ['deep nesting', '['.repeat(20_000), 'The JSON is nested more than 10,000 levels deep; no trace is.'],
  ])('refuses %s with a reason', (_, text, message) => expect(refusal(text)).toBe(message));

  it('refuses what is not text', () => {
    expect(refusal(new Uint8Array([0x1f, 0x8b, 8, 0]))).toBe(
      'The file is compressed with gzip. Unpack it first: gunzip FILE.',
    );
    expect(refusal(new Uint8Array([0x0a, 0, 1, 2]))).toMatch(/^The file is binary, not JSON text\./);
  });

  it('refuses a file that is too large before it reads it', () => {
    expect(refusal(new Uint8Array(128 * 1024 * 1024 + 1))).toBe(
      'The file has 129 MB; up to 128 MB can be imported. Split it.',
    );
  });

  it('reads a file of 60 MB, and says where it ends when it is cut off', () => {
    const attributes = [{ key: 'body', value: { stringValue: 'x'.repeat(30_000) } }];
    const spans = Array.from({ length: 2_000 }, (_, index) => ({
      ...otlpSpan,
      spanId: String(index).padStart(16, '0'),
      attributes,
    }));
    const bytes = new TextEncoder().encode(JSON.stringify(otlpOf(spans)));
    expect(bytes.length).toBeGreaterThan(60_000_000);
    expect(importTrace(bytes, { name: 'x' })).toMatchObject({ spans: 2_000, dropped: { attributes: 2_000 } });
    expect(refusal(bytes.subarray(0, 59_999_999))).toMatch(
      /^The file ends inside a string at line 1, column 60000000,.* cut off\.$/,
    );
  }, 60_000);

  it('refuses what would become too long to be opened', () => {
    // Half a character is written as an escape of six.
    const name = '\ud800'.repeat(120);
    const spans = Array.from({ length: 25_000 }, (_, index) => ({
      ...otlpSpan,
      spanId: String(index).padStart(16, '0'),
      name,
    }));
    expect(refusal(JSON.stringify(otlpOf(spans)))).toBe(
      '1 trace of 25000 spans would make more than 16 million characters, which no .trace file may have. Split the file.',
    );
  });

  it('is not changed by keys that mean something to JavaScript', () => {
    const hostile = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${JSON.stringify(otlp(otlpSpan)).slice(1)}`;
    expect(importTrace(hostile, { name: 'x' }).spans).toBe(1);
    expect({}).not.toHaveProperty('polluted');
    expect(
      importTrace(`{"resourceSpans":[],${JSON.stringify(otlp(otlpSpan)).slice(1)}`, { name: 'x' }).spans,
    ).toBe(1);
  });
});

describe('detectFormat', () => {
  it.each([
    [JSON.stringify(otlp(otlpSpan)), 'OTLP/JSON'],
    [`${JSON.stringify(otlp(otlpSpan))}\n${JSON.stringify(otlp(otlpSpan))}\n`, 'OTLP/JSON Lines'],
    [JSON.stringify(jaeger), 'Jaeger JSON'],
    ['{"a":1}', undefined],
    ['{"resourceSpans":', undefined],
    ['', undefined],
  ])('of %s is %s', (text, format) => {
    expect(detectFormat(text)).toBe(format);
    expect(detectFormat(new TextEncoder().encode(text))).toBe(format);
  });
});
