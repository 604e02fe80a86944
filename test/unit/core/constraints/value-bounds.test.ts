import { describe, expect, it } from 'vitest';
import { boundsOfValueHole, type Slot } from '../../../../server/src/core/constraints/value-bounds.ts';
import { printPattern } from '../../../../server/src/core/print/print-names.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Statement } from '../../../../server/src/core/spec/spec.ts';
import { testParser } from '../../../support/parser.ts';

const parser = await testParser();
const MS = 1e6;

/** The bounds of `slot` of the first call with a hole. */
function bounds(text: string, slot: Slot) {
  const spec = parseSpec(parser, text);
  const trace = spec.items.find((item) => item.kind === 'trace');
  if (trace?.kind !== 'trace') throw new Error('There is no trace.');
  const search = (
    path: readonly Statement[],
    body: readonly Statement[],
  ): readonly Statement[] | undefined => {
    for (const statement of body) {
      const inner = [...path, statement];
      if (
        statement.kind === 'call' &&
        text.slice(statement.range.start, lineEnd(statement, text)).includes('?')
      ) {
        return inner;
      }
      const found = 'body' in statement ? search(inner, statement.body as readonly Statement[]) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const { min, max, forbidden, required, order } = boundsOfValueHole(
    spec,
    trace,
    search([], trace.body) ?? [],
    slot,
  );
  return {
    min,
    max,
    forbidden: forbidden.map(printPattern),
    required: required.map(printPattern),
    order: order.map(({ first, second }) => `${printPattern(first)} before ${printPattern(second)}`),
  };
}

function lineEnd(statement: Statement, text: string): number {
  const body = 'bodyRange' in statement ? statement.bodyRange : undefined;
  return body?.start ?? (statement.range.end || text.length);
}

describe('an open duration', () => {
  it('lies between what its children need and what its caller leaves', () => {
    const text = 'trace t { http web 100ms { rpc a Run ? { rpc b 30ms }; rpc c 20ms } }';
    expect(bounds(text, 'duration')).toMatchObject({ min: 30 * MS, max: 80 * MS });
  });

  it('keeps its own bound, within, and what is asked of every such call', () => {
    expect(bounds('trace t { rpc a Run ?(5..50ms) within 20ms }', 'duration')).toMatchObject({
      min: 5 * MS,
      max: 20 * MS,
    });
    const every = 'trace t { db a Run ?; require { every db: duration < 9ms; every db: duration > 1ms } }';
    expect(bounds(every, 'duration')).toMatchObject({ min: MS + 1, max: 9 * MS - 1 });
  });

  it('counts repetitions, and none of what is not waited for', () => {
    expect(bounds('trace t { http web 100ms { rpc a Run x4 ? } }', 'duration').max).toBe(25 * MS);
    expect(bounds('trace t { http web 100ms { async rpc a Run ? } }', 'duration').max).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('is long enough for a trace that must last', () => {
    const text = 'trace t { rpc a 10ms; rpc b Run ?; require { duration >= 100ms } }';
    expect(bounds(text, 'duration').min).toBe(90 * MS);
  });

  it.each([
    ['behind it', 'rpc a Run ?; db b Get ?; db c Get ?(<3ms)', 1],
    ['below one behind it', 'rpc a Run ?; rpc e Run { db b Get ? }', 3],
    ['that says itself how long it lasts', 'rpc a Run ?; rpc e Run ? { require { duration >= 4ms } }', 1],
    ['beside it', 'par { rpc a Run ?; db b Get ? }', 5],
    ['that may not happen', 'rpc a Run ?; 30%: db b Get ?', 3],
    ['that is not waited for', 'rpc a Run ?; async db b Get ?', 5],
  ])('leaves what rules ask of an open one %s', (_which, calls, left) => {
    const text = `trace t { http web 5ms { ${calls} }; require { every db: duration >= 2ms } }`;
    expect(bounds(text, 'duration').max).toBe(left * MS);
  });

  it('makes up for open ones that rules keep short', () => {
    const text =
      'trace t { rpc a Run ?; db b Get ?; require { duration >= 10ms; every db: duration <= 2ms } }';
    expect(bounds(text, 'duration').min).toBe(8 * MS);
  });
});

describe('an open name', () => {
  it('keeps off what is forbidden to its caller', () => {
    const text = 'trace t { rpc web { rpc ? }; require { never web -> db; never send; never x -> y } }';
    expect(bounds(text, 'callee').forbidden).toEqual(['* db', 'send']);
  });

  it('keeps off what would be one too many, and takes what is missing', () => {
    const text = 'trace t { rpc a; rpc ?; require { count(rpc a) == 1; some rpc pay } }';
    expect(bounds(text, 'callee')).toMatchObject({ forbidden: ['rpc a'], required: ['rpc pay'] });
  });

  it('keeps off what must come later, and is what must come before', () => {
    expect(bounds('trace t { rpc ?; require { rpc fraud before rpc pay } }', 'callee').order).toEqual([
      'rpc fraud before rpc pay',
    ]);
    const awaited = 'trace t { rpc ?; rpc pay; require { rpc fraud before rpc pay } }';
    expect(bounds(awaited, 'callee').required).toEqual(['rpc fraud']);
  });

  it('is no store where something stands below', () => {
    expect(bounds('trace t { ? a { rpc b } }', 'type').forbidden).toEqual(['db', 'cache', 'send']);
  });

  it('keeps off patterns whose demands the call cannot meet', () => {
    expect(bounds('trace t { ? a 90ms; require { every db: duration < 9ms } }', 'type').forbidden).toEqual([
      'db',
    ]);
  });

  it('keeps off patterns whose demands no duration that is left would meet', () => {
    const text =
      'trace t { http web 5ms { ? a Run ? }; require { every db: duration >= 9ms; every rpc: duration >= 4ms } }';
    expect(bounds(text, 'type').forbidden).toEqual(['db']);
  });

  it('does not mind what is broken as it stands, or cannot be met', () => {
    const text =
      'trace t { rpc ? Run 9ms; require { never rpc; every rpc: duration < 5ms; some db; count(rpc a) == 2 } }';
    expect(bounds(text, 'callee')).toMatchObject({ forbidden: [], required: [], order: [] });
  });
});
