import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { createGenerator } from '../../../../server/src/generate/create-generator.ts';
import type { Assessment } from '../../../../server/src/generate/generator.ts';
import { compileLibrary } from '../../../../server/src/generate/library/library.ts';
import { Assessments } from '../../../../server/src/generate/session/assessments.ts';
import { fixture } from '../../../support/fixture.ts';
import { testParser } from '../../../support/parser.ts';
import { randomModel } from '../../../support/random-model.ts';
import { refusingGenerator } from '../../../support/refusing-generator.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

const assessWith = (marked: string, signal = new AbortController().signal) => {
  const { text, offset } = fixture(marked);
  const generator = createGenerator({
    model: randomModel(1),
    library: Promise.resolve(compileLibrary([])),
    parse: (source) => parseSpec(parser, source),
    filesBeside: () => [],
  });
  return generator.assess(snapshotOf(text), offset, signal);
};

const snapshotOf = (text: string) => ({
  uri: 'file:///a.trace',
  version: 1,
  text,
  spec: parseSpec(parser, text),
});

/** The same trace a few times, so that the memory knows what comes when. */
const USUAL = Array.from(
  { length: 8 },
  (_, index) => `trace "t${index}" {
  http gateway "POST /orders" {
    rpc auth Verify
    rpc cart Get { db cart-db SELECT }
    send kafka placed
  }
}
`,
).join('');

const withBody = (body: string) => `${USUAL}trace last {\n  http gateway "POST /orders" {\n${body}\n  }\n}\n`;

describe('how likely a call is', () => {
  it('is high where the same stands elsewhere, and low where something else does', async () => {
    const usual = await assessWith(withBody('    rpc auth Verify\n    rpc ca$0rt Get'));
    const odd = await assessWith(withBody('    rpc auth Verify\n    send kaf$0ka placed'));
    expect(usual?.probability).toBeGreaterThan(0.5);
    expect(odd?.probability).toBeLessThan(0.1);
    expect(odd?.alternatives[0]?.call).toEqual({ type: 'rpc', service: 'cart' });
  });

  it('is the same wherever the pointer stands in type and callee, and asks nothing behind them', async () => {
    const onType = await assessWith(withBody('    r$0pc auth Verify'));
    const onCallee = await assessWith(withBody('    rpc auth$0 Verify'));
    expect(onType).toEqual(onCallee);
    expect(onType).toBeDefined();
    expect(await assessWith(withBody('    rpc auth Ver$0ify'))).toBeUndefined();
  });

  it('names up to three others, the likeliest first, and never the call itself', async () => {
    const { probability, alternatives } = await sure(withBody('    rpc auth Verify\n    rpc ca$0rt Get'));
    const shares = alternatives.map((event) => event.probability);
    expect(alternatives.length).toBe(3);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, probability)).toBeLessThanOrEqual(1 + 1e-9);
    expect(alternatives.map(({ call }) => call?.service)).not.toContain('cart');
  });

  it('counts that nothing more may come behind a call, never in front of the first', async () => {
    const last = await sure(
      withBody('    rpc auth Verify\n    rpc cart Get\n    send kafka placed\n    rpc au$0th Verify'),
    );
    expect(last.alternatives[0]).not.toHaveProperty('call');
    const first = await sure(withBody('    send kaf$0ka placed'));
    expect(first.alternatives.every(({ call }) => call !== undefined)).toBe(true);
  });

  it('takes the layer itself for no evidence', async () => {
    const alone = (before: string) =>
      `trace a {\n  http gateway "GET /" {\n${before}    rpc aut$0h Verify\n    rpc cart Get\n    rpc stock Get\n  }\n}\n`;
    expect((await sure(alone(''))).probability).toBeLessThan(0.9);
  });

  it.each([
    ['an entry call', 'trace a {\n  http gate$0way "GET /"\n}\n'],
    ['an open type', withBody('    ? au$0th')],
    ['an open callee', withBody('    rp$0c ?')],
    ['a muted call', withBody('    /- rpc au$0th Verify')],
    ['a span of an exact trace', 'trace a exact {\n  span server ga$0teway "x" @0ns 5ns\n}\n'],
    ['a place outside of every trace', '$0\n'],
  ])('is not told of %s', async (_what, marked) => {
    expect(await assessWith(marked)).toBeUndefined();
  });

  it('is told behind more calls than a model can read', async () => {
    const many = '    rpc auth Verify\n'.repeat(600);
    expect(await assessWith(withBody(`${many}    rpc ca$0rt Get`))).toBeDefined();
  });

  it('ends with its signal', async () => {
    await expect(assessWith(withBody('    rpc au$0th Verify'), AbortSignal.abort())).rejects.toThrow(
      /abort/i,
    );
  });

  async function sure(marked: string): Promise<Assessment> {
    const found = await assessWith(marked);
    if (!found) throw new Error(`Nothing is said of ${marked}.`);
    return found;
  }
});

describe('what was asked', () => {
  const ASKED = withBody('    rpc auth Verify');
  const [TYPE, CALLEE] = [ASKED.lastIndexOf('rpc auth'), ASKED.lastIndexOf('auth')];

  function counting(answer: () => Promise<Assessment>) {
    const offsets: number[] = [];
    const generator = {
      ...refusingGenerator(),
      assess: (_snapshot: unknown, offset: number) => {
        offsets.push(offset);
        return answer();
      },
    };
    return { assessments: new Assessments(generator), offsets };
  }

  it('is known for the whole of a version, and asked anew for the next', async () => {
    const { assessments, offsets } = counting(async () => ({ probability: 0.5, alternatives: [] }));
    const [first, second, request] = [signal(), signal(), signal()];
    await assessments.of(snapshotOf(ASKED), TYPE, first, request);
    await assessments.of(snapshotOf(ASKED), CALLEE, first, request);
    expect(offsets).toEqual([TYPE]);
    await assessments.of(snapshotOf(ASKED), CALLEE, second, request);
    expect(offsets).toEqual([TYPE, TYPE]);
  });

  it('is asked again where it failed', async () => {
    const { assessments, offsets } = counting(async () => Promise.reject(new Error('lost')));
    const version = signal();
    const ask = () => assessments.of(snapshotOf(ASKED), TYPE, version, signal());
    await expect(ask()).rejects.toThrow('lost');
    await expect(ask()).rejects.toThrow('lost');
    expect(offsets).toHaveLength(2);
  });

  const signal = () => new AbortController().signal;
});
