import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Call, Spec, Statement, TraceItem } from '../../../../server/src/core/spec/spec.ts';
import { childrenOf } from '../../../../server/src/core/spec/walk.ts';
import { MAX_NESTING } from '../../../../server/src/core/syntax/nesting.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { bare } from '../../../support/bare.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

afterAll(() => parser.dispose());

function traceOf(lines: string): TraceItem {
  const [item] = parseSpec(parser, `trace t {\n${lines}\n}\n`).items;
  if (item?.kind !== 'trace') throw new Error('The text is no trace.');
  return item;
}

function statementOf(line: string): Statement {
  const [statement] = traceOf(line).body;
  if (statement === undefined) throw new Error('The text is no statement.');
  return statement;
}

function callOf(line: string): Call {
  const statement = statementOf(line);
  if (statement.kind !== 'call') throw new Error(`The text is no call but ${statement.kind}.`);
  return statement;
}

/** The part of `text` that a range of it covers. */
function covered(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end);
}

describe('a call', () => {
  test('says its type, callee, operation and modifiers', () => {
    expect(bare(callOf('async rpc cart "Get it" as c x2 5ms 8% !503 retry 2 backoff 1ms after 2ms'))).toEqual(
      {
        kind: 'call',
        async: true,
        type: 'rpc',
        callee: { value: 'cart' },
        operation: { value: 'Get it' },
        modifiers: {
          label: { value: 'c' },
          repeat: { count: 2 },
          duration: { kind: 'duration', text: '5ms', ns: 5e6 },
          status: { code: 'error', detail: { value: '503', kind: 'code' }, probability: 0.08 },
          retry: {
            count: { kind: 'number', text: '2', value: 2 },
            backoff: { kind: 'duration', text: '1ms', ns: 1e6 },
          },
          after: { kind: 'duration', text: '2ms', ns: 2e6 },
        },
        body: [],
      },
    );
  });

  test.each([
    ['rpc a ?', true, undefined],
    ['rpc a ? ?', true, '?'],
    ['rpc a ?x', true, undefined],
    ['rpc a ?(<50ms)', false, '?(<50ms)'],
    ['rpc a ?(5..50ms)', false, '?(5..50ms)'],
    ['rpc a ?12ms', false, '?12ms'],
    ['rpc a ?"Get"', true, undefined],
    ['rpc a b ?(<50ms)', true, '?(<50ms)'],
    ['rpc a 5ms', false, '5ms'],
  ])('%s tells an open operation from an open duration', (line, hasOperation, duration) => {
    const { operation, modifiers } = callOf(line);
    expect(operation !== undefined).toBe(hasOperation);
    expect(modifiers.duration?.text).toBe(duration);
  });

  test('knows where its parts stand, in a text with characters of two units', () => {
    const text = 'trace t {\n  # 😀\n  rpc "caf😀" Get 5ms {\n    in a b\n  }\n}\n';
    const [item] = parseSpec(parser, text).items;
    const call = (item as TraceItem).body[0] as Call;
    expect(covered(text, call.range)).toMatch(/^rpc "caf😀" Get 5ms \{\n.*\n {2}\}$/s);
    expect(covered(text, call.typeRange)).toBe('rpc');
    expect(covered(text, call.callee.range)).toBe('"caf😀"');
    expect(covered(text, call.modifiers.duration?.range ?? call.range)).toBe('5ms');
    expect(covered(text, call.bodyRange ?? call.range)).toBe('{\n    in a b\n  }');
  });

  test('of two modifiers of a kind takes the first, and says so', () => {
    const { modifiers, verbatim } = callOf('rpc a b 5ms 6ms');
    expect(modifiers.duration?.text).toBe('5ms');
    expect(modifiers.duplicates).toHaveLength(1);
    expect(verbatim).toBe('rpc a b 5ms 6ms');
  });

  test('keeps its sound parts beside an error', () => {
    const { callee, modifiers, body, verbatim } = callOf('rpc a b 1ms % as x {\n in c d\n}');
    expect(bare(callee)).toEqual({ value: 'a' });
    expect([modifiers.duration?.text, modifiers.label?.value, body.length]).toEqual(['1ms', 'x', 1]);
    expect(verbatim).toBe('rpc a b 1ms % as x');
  });
});

describe('comments and blank lines', () => {
  test('go to the statement they belong to', () => {
    const { body, comment, inner } = traceOf(
      '# first\n\nrpc a { # at a\n} # behind a\n\nrpc b # at b\n# last',
    );
    expect(comment).toBeUndefined();
    expect(inner).toEqual(['# last']);
    expect(
      body.map(({ leading, comment, closingComment }) => ({ leading, comment, closingComment })),
    ).toEqual([
      { leading: ['# first', ''], comment: '# at a', closingComment: '# behind a' },
      { leading: [''], comment: '# at b', closingComment: undefined },
    ]);
  });

  test('behind the last item are kept', () => {
    expect(parseSpec(parser, 'service a\n\n# end\n').trailing).toEqual(['', '# end']);
  });
});

describe('text that cannot be read', () => {
  test('is kept beside what can', () => {
    expect(bare(traceOf('rpc a b\n%%% what\nrpc c d').body)).toMatchObject([
      { kind: 'call', callee: { value: 'a' } },
      { kind: 'unreadable' },
      { kind: 'call', callee: { value: 'c' } },
    ]);
  });

  test('is marked where it shares a line with a statement', () => {
    const [call, rest] = traceOf('rpc a b 12').body;
    expect(call?.joined).toBeUndefined();
    expect(bare(rest)).toEqual({ kind: 'unreadable', text: '12', joined: true });
  });

  test('holds what it would say at another place', () => {
    const [item] = parseSpec(parser, 'rpc a b { in c d }\n').items;
    expect(item).toMatchObject({
      kind: 'unreadable',
      text: 'rpc a b { in c d }',
      misplaced: { kind: 'call' },
    });
  });

  test.each([
    ['blocks', 'rpc a {\n', '}\n'],
    ['blocks that are not closed', 'rpc a {\n', ''],
    ['arrays', 'a = [', ']'],
    ['shares', '5%: ', ''],
    ['mutes', '/- ', ''],
  ])('is what is nested too deep: %s', (_, open, close) => {
    const count = 20_000;
    const text = `trace t {\n${open.repeat(count)}${close.repeat(count)}\n}\n`;
    const spec = parseSpec(parser, text);
    // The text that is left stands inside the last that was read.
    expect(depthOf(spec)).toBeLessThanOrEqual(MAX_NESTING + 1);
    expect(spec.items[0]?.kind).toBe('trace');
  });
});

function depthOf(spec: Spec): number {
  let depth = 0;
  let level: readonly Parameters<typeof childrenOf>[0][] = spec.items;
  for (; level.length > 0; level = level.flatMap((entry) => childrenOf(entry))) depth += 1;
  return depth;
}

describe('a value', () => {
  test.each([
    ['10..20ms', { kind: 'range', low: { ns: 10e6, text: '10' }, high: { ns: 20e6 } }],
    ['30±10ms', { kind: 'normal', mean: { ns: 30e6 }, deviation: { ns: 10e6 } }],
    ['1 | "b"', { kind: 'choice', arms: [{ value: { value: 1 } }, { value: { value: 'b' } }] }],
    [
      '200 95%, 404 5%',
      { kind: 'choice', arms: [{ weight: 0.95 }, { weight: 0.05, value: { value: 404 } }] },
    ],
    ['?(<=5)', { kind: 'hole', bound: { operator: '<=', value: { value: 5 } } }],
    ['?same', { kind: 'hole', name: 'same' }],
    ['?7', { kind: 'soft', value: { kind: 'number', value: 7 } }],
    ['[1, [true]]', { kind: 'array', items: [{ value: 1 }, { items: [{ value: true }] }] }],
    [
      '{ a = 1, "b c" = null }',
      { kind: 'map', entries: [{ key: 'a' }, { key: 'b c', value: { kind: 'null' } }] },
    ],
    ['b"AAE="', { kind: 'bytes', base64: 'AAE=' }],
    ['"a\\nb"', { kind: 'string', value: 'a\nb' }],
    ['~mix(95% 1ms, 5% 1..3s)', { kind: 'law', name: 'mix', arms: [{ weight: 0.95 }, { weight: 0.05 }] }],
    ['~lognormal(p50=4ms)', { kind: 'law', parameters: { p50: { ns: 4e6 } }, arms: [] }],
    ['~empirical("f.csv")', { kind: 'law', arms: [{ value: { value: 'f.csv' } }] }],
  ])('%s is typed', (text, expected) => {
    expect(statementOf(`a = ${text}`)).toMatchObject({ kind: 'attribute', value: expected });
  });

  test('is invalid where nothing stands', () => {
    expect(statementOf('a =')).toMatchObject({ value: { kind: 'invalid', text: '' }, verbatim: 'a =' });
  });
});

describe('clauses', () => {
  test('are typed', () => {
    const statement = statementOf(
      'require {\n within 2s\n never web -> *\n every db: depth == 1\n count(mq) 2..3\n}',
    );
    expect(bare(statement)).toMatchObject({
      clauses: [
        { kind: 'quantity', quantity: 'duration', limit: { operator: '<=' }, spelledWithin: true },
        { kind: 'never', edge: { caller: { value: 'web' }, callee: { value: '*' } } },
        {
          kind: 'every',
          pattern: { type: 'db' },
          condition: { quantity: 'depth', limit: { operator: '==' } },
        },
        { kind: 'count', pattern: { type: 'mq' }, limit: { value: { kind: 'range' } } },
      ],
    });
  });
});
