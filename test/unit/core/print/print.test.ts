import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printSpec, printStatement } from '../../../../server/src/core/print/print.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { makeCall, makeLink, makePar, makeSpec, makeTrace } from '../../../../server/src/core/spec/make.ts';
import { durationLiteral } from '../../../../server/src/core/spec/make-value.ts';
import type { Call } from '../../../../server/src/core/spec/spec.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

afterAll(() => parser.dispose());

function format(text: string): string {
  return printSpec(parseSpec(parser, text));
}

/** `lines` as the body of a trace, formatted, without the trace around them. */
function formatLines(lines: string): string {
  const printed = format(`trace t {\n${lines}\n}`).split('\n').slice(1, -2);
  return printed.map((line) => line.replace(/^ {2}/, '')).join('\n');
}

describe('layout', () => {
  test('puts each statement on its own line and indents by two', () => {
    expect(format('trace t { rpc a b { rpc c d; rpc e f }; rpc g h }')).toBe(`trace t {
  rpc a b {
    rpc c d
    rpc e f
  }
  rpc g h
}
`);
  });

  test('keeps an empty body', () => {
    expect(formatLines('rpc a b {\n\n}')).toBe('rpc a b { }');
  });

  test('keeps one blank line of several, none at the edges of a block', () => {
    expect(format('\n\ntrace t {\n\n\n rpc a\n\n\n rpc b\n\n}\n\n\n\ntrace u { }\n\n')).toBe(`trace t {
  rpc a

  rpc b
}

trace u { }
`);
  });

  test('keeps a statement behind the colon of a share, and a block there', () => {
    expect(formatLines('30% :rpc a b\n70%:{ rpc c d }')).toBe('30%: rpc a b\n70%: {\n  rpc c d\n}');
  });

  test('writes attributes of events on one line, or one a line where they are many', () => {
    const many = Array.from({ length: 9 }, (_, index) => `attribute.number.${index}`);
    expect(formatLines('event retry @1ms {\n a = 1\n b = 2\n} dropped attributes 2')).toBe(
      'event retry @1ms { a = 1, b = 2 } dropped attributes 2',
    );
    expect(formatLines(`event retry { ${many.map((key) => `${key} = 1`).join(', ')} }`)).toBe(
      `event retry {\n${many.map((key) => `  ${key} = 1`).join('\n')}\n}`,
    );
  });

  test('keeps arrays and maps on as many lines as they were written on', () => {
    expect(formatLines('a = [1,2 , [ ]]')).toBe('a = [1, 2, []]');
    expect(formatLines('a = [ 1 # one\n 2\n # last\n]')).toBe('a = [\n  1,  # one\n  2,\n  # last\n]');
    expect(formatLines('a = {b=1,"c d"={ e=[\n1] } }')).toBe(
      'a = {\n  b = 1,\n  "c d" = {\n    e = [\n      1,\n    ],\n  },\n}',
    );
  });

  test('does not indent without bound', () => {
    const nest = (depth: number): Call => {
      let call = makeCall({ type: 'in', callee: 'a' });
      for (let level = 1; level < depth; level += 1)
        call = makeCall({ type: 'in', callee: 'a', body: [call] });
      return call;
    };
    const longest = (text: string) => text.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
    expect(longest(printStatement(nest(20_000)))).toBe(longest(printStatement(nest(1000))));
  });
});

describe('comments', () => {
  test('stay where they belong', () => {
    const text = `# file
service a {  # behind the brace
  # alone

  k = 1  # behind
  # last
}  # behind the closing one
# end
`;
    expect(format(text)).toBe(text);
  });

  test('follow the statement of their line', () => {
    expect(formatLines('rpc a b; rpc c d # of c')).toBe('rpc a b\nrpc c d  # of c');
    expect(formatLines('rpc a b { rpc c d # of c\n} # of a')).toBe('rpc a b {\n  rpc c d  # of c\n}  # of a');
    expect(formatLines('30%: rpc a b # of a')).toBe('30%: rpc a b  # of a');
    expect(formatLines('rpc a b {\n# none\n}')).toBe('rpc a b {\n  # none\n}');
  });
});

describe('words', () => {
  test('stand in one order', () => {
    const words =
      'within 1s after 1ms..2ms retry 2 backoff 20ms timeout 2s 8% !503 5ms @-1ms state "a=1" flags 0x1 parent b id a as l x2';
    expect(formatLines(`rpc a b ${words} broken late 2m`)).toBe(
      'rpc a b x2 as l id a parent b flags 0x1 state "a=1" @-1ms 5ms 8% !503 timeout 2s retry 2 backoff 20ms after 1ms..2ms within 1s broken late 2m',
    );
  });

  test.each([
    ['rpc "cart" "Get"', 'rpc cart Get'],
    ['rpc "a b" "timeout"', 'rpc "a b" "timeout"'],
    ['rpc a "x3"', 'rpc a "x3"'],
    ['rpc ok "say \\u0022hi\\u0022"', 'rpc ok "say \\"hi\\""'],
    ['"http.route" = "/cart"', 'http.route = "/cart"'],
    ['"http" = 1', 'http = 1'],
    ['link "a" { }', 'link a { }'],
  ])('%s has quotes only where it needs them', (text, printed) => {
    expect(formatLines(text)).toBe(printed);
  });

  test.each([
    ['rpc a b 10 .. 20ms', 'rpc a b 10..20ms'],
    ['rpc a b 30ms +/- 10ms', 'rpc a b 30ms±10ms'],
    ['rpc a b ~mix( 95% 1ms,5% 1 .. 3s )', 'rpc a b ~mix(95% 1ms, 5% 1..3s)'],
    ['rpc a b ?( <50ms )', 'rpc a b ?(<50ms)'],
    ['a = 1|2', 'a = 1 | 2'],
    ['a = 200 95% ,404 5%', 'a = 200 95%, 404 5%'],
    ['... calls 3..10,depth<=2', '... calls 3..10, depth <= 2'],
    ['rpc a b 1.50ms 7% !', 'rpc a b 1.50ms 7% !'],
  ])('%s keeps its literals', (text, printed) => {
    expect(formatLines(text)).toBe(printed);
  });

  test('never turns an open duration into an open operation', () => {
    expect(formatLines('rpc a ok ?')).toBe('rpc a ok ?');
    expect(formatLines('rpc a ?(<50ms) ok')).toBe('rpc a ?(<50ms) ok');
    const duration = { kind: 'hole' as const, range: { start: 0, end: 0 }, text: '?' };
    expect(printStatement(makeCall({ type: 'rpc', callee: 'a', duration }))).toBe('rpc a ?(>=0ns)\n');
  });
});

describe('what cannot be read', () => {
  test.each(['rpc  a b 12', 'rpc a b 1ms % 2ms {\n  rpc c d\n}', 'rpc a b 1ms 2ms', 'k =', 'rpc a "open'])(
    'stays as it was: %s',
    (text) => {
      const printed = formatLines(text);
      expect(printed.replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
      expect(formatLines(printed)).toBe(printed);
    },
  );

  test('leaves a block open that was open', () => {
    expect(format('trace t {\nrpc a b {\nrpc c d\n\ntrace u {\nrpc e f\n}\n')).toBe(
      'trace t {\n  rpc a b {\n    rpc c d\n\ntrace u {\n  rpc e f\n}\n',
    );
  });
});

describe('parts that were never text', () => {
  test('are written as text that says the same', () => {
    const body = [
      makeCall({ type: 'rpc', callee: 'cart', operation: 'GET /cart', at: durationLiteral(-20_000) }),
      makePar([makeCall({ type: 'in', callee: 'a', duration: durationLiteral(1_500_000) })], 2),
      makeLink({ target: 'sent', byId: false, state: 'a=1' }),
    ];
    expect(printSpec(makeSpec([makeTrace({ name: 'exact', exact: true, body })]))).toBe(`trace "exact" exact {
  rpc cart "GET /cart" @-20us
  par 2 {
    in a 1.5ms
  }
  link sent state "a=1"
}
`);
  });
});
