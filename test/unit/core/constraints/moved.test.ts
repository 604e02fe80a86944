import { expect, it } from 'vitest';
import { checkSpec } from '../../../../server/src/core/constraints/check.ts';
import { createRandom, pick } from '../../../../server/src/core/random.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { moveOf } from '../../../../server/src/core/spec/moved.ts';
import { TraceDocument } from '../../../../server/src/workspace/trace-document.ts';
import { testParser } from '../../../support/parser.ts';
import { randomTrace } from './random-trace.ts';

const parser = await testParser();

/** Of two clauses that clash the later one is marked, whichever was read last. */
const CLASHES = `trace y {
  require { calls <= 2 }
  rpc a {
    ... calls 9
    require { calls 4 }
  }
  require { never mq }
  rpc b { ... include mq queue }
}
scenario z {
  mix 100% y
  require { calls <= 1, some db }
}
`;

it('finds the same in an edited document as in its text read anew', () => {
  const random = createRandom('moved');
  const text = Array.from(
    { length: 4 },
    () => `${randomTrace(random)}\ntrace x { link gone; rpc a -1ms }\n${CLASHES}`,
  ).join('\n');
  const document = new TraceDocument(parser, 'file:///a.trace', 1, text);
  for (let version = 2; version < 60; version++) {
    const start = document.positionAt(random.below(document.text.length));
    const put = pick(random, ['', '\n', ' ', 'rpc a\n', '7', '# note\n', '}', '{']);
    document.change([{ range: { start, end: start }, text: put }], version, 0);
    expect(document.analysis.ruleDiagnostics).toEqual(checkSpec(parseSpec(parser, document.text)));
  }
  document.dispose();
});

it('knows a trace that has only moved, and where it is now', () => {
  const document = new TraceDocument(
    parser,
    'file:///a.trace',
    1,
    'trace t { rpc a }\ntrace u { rpc b -1ms }\n',
  );
  const [, second] = document.analysis.spec.items;
  const change = (version: number, text: string) => {
    const start = { line: 0, character: 10 };
    document.change([{ range: { start, end: start }, text }], version, 0);
    return document.analysis.spec.items[1];
  };
  for (const [version, moved] of [change(2, 'rpc x; '), change(3, 'rpc yy; ')].entries()) {
    expect(moved?.kind === 'trace' && moveOf(moved)?.from).toBe(second);
    expect(moved?.range.start).toBe(version === 0 ? 25 : 33);
  }
  document.dispose();
});
