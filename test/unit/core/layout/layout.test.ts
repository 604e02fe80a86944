import { describe, expect, it } from 'vitest';
import { checkSpec } from '../../../../server/src/core/constraints/check.ts';
import type { Row, TraceView } from '../../../../server/src/core/layout/preview-model.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { testParser } from '../../../support/parser.ts';
import { layoutSpec } from '../../../support/views.ts';

const parser = await testParser();
const MS = 1e6;

function views(text: string): readonly TraceView[] {
  const spec = parseSpec(parser, text);
  return layoutSpec(spec, checkSpec(spec));
}

function rows(text: string): readonly Row[] {
  return views(text)[0]?.rows ?? [];
}

/** Rows as an outline: indentation, kind of row, service, times in milliseconds. */
function outline(text: string): readonly string[] {
  return rows(text).map(({ depth, type, service, start, end }) =>
    `${'  '.repeat(depth)}${type} ${service}`.trimEnd().concat(` ${start / MS}-${end / MS}`),
  );
}

describe('rows', () => {
  it('stand in text order, groups and holes among them', () => {
    expect(
      outline(`trace t { http web 90ms {
        par 2 { rpc a 10ms; rpc b 20ms }
        choose { 90%: db x 5ms
          10%: { db y 6ms } }
        repeat 1..3 { cache c 1ms }
        on error { in web log 1ms }
        ... within 4ms
      } }`),
    ).toEqual([
      'http web 0-90',
      '  par 2 0-20',
      '    rpc a 0-10',
      '    rpc b 0-20',
      '  choose 20-26',
      '    90% 20-25',
      '      db x 20-25',
      '    10% 20-26',
      '      db y 20-26',
      '  repeat 1..3 26-28',
      '    cache c 26-27',
      '  on error 28-29',
      '    in web 28-29',
      '  ... 29-33',
    ]);
  });

  it('know their place in the tree', () => {
    const tree = rows('trace t { rpc a { rpc b { rpc c }; rpc d }; rpc e }');
    expect(tree.map(({ parent, descendants }) => [parent, descendants])).toEqual([
      [-1, 3],
      [0, 1],
      [1, 0],
      [0, 0],
      [-1, 0],
    ]);
  });

  it('say what is open, estimated, asynchronous, repeated, uncertain or an error', () => {
    const all = rows(`trace t {
      ? ? Run @0ms ?
      30%: { 50%: async rpc b ? x3 !503 }
      rpc c 8% !timeout
      rpc d @0ms 5ms ok
    }`);
    expect(all.map(({ holes }) => holes)).toEqual([
      ['type', 'callee', 'duration'],
      [],
      [],
      ['operation'],
      [],
      [],
    ]);
    expect(all.map(({ estimated }) => estimated)).toEqual([true, true, true, true, true, false]);
    expect(all.map(({ written }) => written)).toEqual([false, false, false, false, false, true]);
    expect(all[3]).toMatchObject({ async: true, repeat: 3, probability: 0.15, status: 'error' });
    expect(all.map(({ status }) => status).slice(4)).toEqual(['unset', 'ok']);
  });

  it('start at the first start, skew included', () => {
    const [view] = views('trace t { rpc web @10ms 20ms { rpc a @-15ms 5ms broken skew } }');
    expect(view?.duration).toBe(35 * MS);
    expect(view?.rows.map(({ start, end }) => [start / MS, end / MS])).toEqual([
      [15, 35],
      [0, 5],
    ]);
  });

  it('carry the findings that stand on their lines', () => {
    const all = rows(`trace t {
      http web 10ms { rpc a 20ms; rpc b { link gone } }
      require { calls 9 }
    }`);
    expect(all.map(({ violations }) => violations.map(({ code }) => code))).toEqual([
      [],
      ['child-outside-parent'],
      ['unknown-label'],
    ]);
  });

  it('give a service the same colour everywhere', () => {
    const [a, , again] = rows('trace t { rpc a; rpc b; db a }');
    expect(again?.color).toBe(a?.color);
    expect(rows('trace u { http a }')[0]?.color).toBe(a?.color);
  });
});

describe('row ids', () => {
  it('differ within a trace', () => {
    const ids = rows('trace t { rpc a; rpc a; par { rpc a }; rpc a { rpc a } }').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stay when lines elsewhere come, go or change their times', () => {
    const before = rows('trace t { http web { rpc a; rpc b { db x } }; rpc c 5ms }');
    const after = rows('trace t { http web 9ms { rpc new; rpc b { db x; db y } }; par { rpc z }; rpc c }');
    const id = (list: readonly Row[], service: string) => list.find((row) => row.service === service)?.id;
    for (const service of ['web', 'b', 'x', 'c']) expect(id(after, service)).toBe(id(before, service));
    expect(id(after, 'new')).not.toBe(id(before, 'a'));
  });

  it('follow the caller', () => {
    const [, inA] = rows('trace t { rpc a { db x } }');
    const [, inB] = rows('trace t { rpc b { db x } }');
    expect(inA?.id).not.toBe(inB?.id);
  });
});

describe('views', () => {
  it('are told apart by name and rank', () => {
    expect(
      views('trace t { rpc a }\n/- trace t { rpc a }\ntrace t { rpc b }\ntrace { rpc c }').map(
        ({ id }) => id,
      ),
    ).toEqual(['["t",0]', '["t",1]', '["",0]']);
  });

  it('exist for an empty trace', () => {
    expect(views('trace t { }')).toMatchObject([{ duration: 0, rows: [], graph: { nodes: [], edges: [] } }]);
  });
});
