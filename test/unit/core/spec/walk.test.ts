import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { holesIn, type OpenPlace } from '../../../../server/src/core/spec/holes.ts';
import { callsIn } from '../../../../server/src/core/spec/walk.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

afterAll(() => parser.dispose());

describe('calls', () => {
  test('come in text order with their depth and caller, muted ones left out', () => {
    const [item] = parseSpec(
      parser,
      `trace t {
  rpc a {
    par { rpc b; 30%: rpc c { repeat 2 { rpc d } } }
    /- rpc e { rpc f }
    on error { rpc g }
  }
  choose { 5%: { rpc h } }
}`,
    ).items;
    const calls = item?.kind === 'trace' ? [...callsIn(item.body)] : [];
    const name = (call: (typeof calls)[number]['call'] | undefined) =>
      call !== undefined && 'value' in call.callee ? call.callee.value : undefined;
    expect(calls.map(({ call, depth, caller }) => [name(call), depth, name(caller)])).toEqual([
      ['a', 1, undefined],
      ['b', 2, 'a'],
      ['c', 2, 'a'],
      ['d', 3, 'c'],
      ['g', 2, 'a'],
      ['h', 1, undefined],
    ]);
  });
});

describe('holes', () => {
  const text = `latency { rpc * ? }
trace t {
  ? ?who ?"Get" as x @? timeout ? ?12ms retry 2 backoff ?
  a = [1, ?, { b = ?(<5) }]
  ?: rpc a b
  repeat ? { ... calls 2 }
  /- rpc ? ? ? { ... }
}
scenario s { at 1m for 1m fault f { db: duration ? } }
`;

  function show(place: OpenPlace): string {
    if (place.kind === 'subtree') return '...';
    return `${place.slot} ${place.value.text}${place.nested ? ' nested' : ''}`;
  }

  const HOLES = [
    'value ?',
    'type ?',
    'callee ?who',
    'at ?',
    'timeout ?',
    'backoff ?',
    'value ? nested',
    'value ?(<5) nested',
    'share ?',
    'count ?',
    '...',
    'effect ?',
  ];

  test('are found in text order, with their slot', () => {
    expect(holesIn(parseSpec(parser, text)).map(show)).toEqual(HOLES);
  });

  test('come with the soft values on demand', () => {
    const soft = ['operation ?"Get"', 'duration ?12ms'];
    const found = holesIn(parseSpec(parser, text), { soft: true }).map(show);
    expect(found.filter((place) => soft.includes(place))).toEqual(soft);
    expect(found).toHaveLength(HOLES.length + soft.length);
  });
});
