import { describe, expect, it } from 'vitest';
import { createRandom, pick, type Random } from '../../../server/src/core/random.ts';
import { importTrace } from '../../../server/src/formats/import-trace.ts';

const id = '5b8efff798038103d269b633813fc60c';
const value = {
  arrayValue: {
    values: [{ intValue: '5' }, { kvlistValue: { values: [{ key: 'a', value: { stringValue: 'x' } }] } }],
  },
};

const OTLP = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
      scopeSpans: [
        {
          scope: { name: 'lib', version: '1' },
          spans: ['1111111111111111', '2222222222222222'].map((spanId, index) => ({
            traceId: id,
            spanId,
            parentSpanId: index === 0 ? '' : '1111111111111111',
            name: 'GET /cart',
            kind: 2 + index,
            startTimeUnixNano: '1700000000000000000',
            endTimeUnixNano: '1700000000005000000',
            attributes: [{ key: 'k', value }],
            status: { code: 2, message: 'no' },
            events: [
              { name: 'exception', timeUnixNano: '1', attributes: [{ key: 'exception.message', value }] },
            ],
            links: [{ traceId: id, spanId: '1111111111111111' }],
          })),
        },
      ],
    },
  ],
};

const JAEGER = {
  data: [
    {
      traceID: '1f',
      spans: ['2', '3'].map((spanID) => ({
        traceID: '1f',
        spanID,
        operationName: 'GET',
        startTime: 5,
        duration: 7,
        processID: 'p',
        references: [
          {
            refType: 'CHILD_OF',
            traceID: '1f',
            spanID: '2',
            span: { traceID: '1f', spanID: '9', startTime: 1, duration: 1, references: [] },
          },
        ],
        tags: [{ key: 'error', type: 'bool', value: true }],
        logs: [{ timestamp: 3, fields: [{ key: 'event', type: 'string', value: 'x' }] }],
      })),
      processes: { p: { serviceName: 'cart', tags: [] } },
    },
  ],
};

const JUNK = [
  null,
  true,
  -1,
  1e300,
  0.5,
  '',
  '\u0000',
  'x'.repeat(1000),
  '99999999999999999999',
  [],
  [[]],
  {},
  { key: 1 },
  { spans: [] },
];

/** The value with one member somewhere in it replaced, doubled or taken away. */
function spoiled(root: unknown, random: Random): unknown {
  const copy = structuredClone(root);
  const places: [Record<string, unknown>, string][] = [];
  const open: unknown[] = [copy];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const key of Object.keys(next)) {
      places.push([next as Record<string, unknown>, key]);
      open.push(Reflect.get(next, key));
    }
  }
  if (places.length === 0) return copy;
  const [holder, key] = pick(random, places);
  if (random.next() < 0.2) delete holder[key];
  else holder[key] = random.next() < 0.2 ? [holder[key], holder[key]] : pick(random, JUNK);
  return copy;
}

describe('importTrace', () => {
  it('reads or refuses whatever a file holds, and never fails otherwise', () => {
    const random = createRandom('hostile JSON');
    let read = 0;
    for (let round = 0; round < 1500; round += 1) {
      let value: unknown = pick(random, [OTLP, JAEGER]);
      for (let times = random.below(4); times >= 0; times -= 1) value = spoiled(value, random);
      try {
        read += importTrace(JSON.stringify(value), { name: 'x' }).spans > 0 ? 1 : 0;
      } catch (error) {
        expect(error).toMatchObject({ name: 'ImportError' });
      }
    }
    expect(read).toBeGreaterThan(500);
  }, 60_000);
});
