import { beforeEach, describe, expect, test } from 'vitest';
import type { Generator, Proposal, Snapshot } from '../../../../server/src/generate/generator.ts';
import {
  CompletionSession,
  type SessionOptions,
} from '../../../../server/src/generate/session/completion-session.ts';
import type { Request } from '../../../../server/src/generate/session/gate.ts';
import { TypingRhythm } from '../../../../server/src/generate/session/typing-rhythm.ts';

const OPTIONS: SessionOptions = { mode: 'automatic', debounce: 50, candidates: 3, temperature: 0 };
const SUBTREE = 'rpc auth Verify {\n    db users SELECT\n  }';

/** What the session asked of the generator, and what it is to answer; `proposals` go in at the cursor. */
class ScriptedGenerator implements Pick<Generator, 'propose'> {
  asked: { text: string; offset: number; candidates: number; signal: AbortSignal }[] = [];
  answer: (signal: AbortSignal) => Promise<readonly string[]> = async () => [SUBTREE];

  async propose(
    snapshot: Snapshot,
    offset: number,
    options: { candidates: number },
    signal: AbortSignal,
  ): Promise<readonly Proposal[]> {
    this.asked.push({ text: snapshot.text, offset, candidates: options.candidates, signal });
    const texts = await this.answer(signal);
    const start = offset - (/[^\s{]*$/.exec(snapshot.text.slice(0, offset))?.[0].length ?? 0);
    return texts.map((text, rank) => ({ range: { start, end: offset }, text, score: -rank }));
  }
}

let generator: ScriptedGenerator;
let session: CompletionSession;
let rhythm: TypingRhythm;
let waits: number[];
const NOW = 1000;

beforeEach(() => {
  generator = new ScriptedGenerator();
  waits = [];
  const wait = async (ms: number) => {
    waits.push(ms);
  };
  rhythm = new TypingRhythm();
  session = new CompletionSession({ generator, rhythm, now: () => NOW, wait });
});

/** `$0` is the cursor. */
function at(marked: string, trigger: Request['trigger'] = 'automatic'): Request {
  return { text: marked.replace('$0', ''), offset: marked.indexOf('$0'), trigger };
}

function read(text: string): Snapshot {
  return { uri: 'a.trace', version: 1, text, spec: { items: [], trailing: [] } };
}

function propose(request: Request, options: SessionOptions = OPTIONS, signal = new AbortController().signal) {
  return session.propose('a.trace', request, options, read, signal);
}

/** The text as it would be with the first proposal accepted. */
async function accepted(request: Request): Promise<string | undefined> {
  const [first] = await propose(request);
  if (first === undefined) return undefined;
  return request.text.slice(0, first.range.start) + first.text + request.text.slice(first.range.end);
}

describe('asking', () => {
  test('one proposal comes by itself, several when asked for', async () => {
    generator.answer = async () => [SUBTREE, 'rpc cart Get', 'rpc  cart  Get', ''];
    expect(await propose(at('trace t {\n  $0\n}'))).toHaveLength(1);
    expect(await propose(at('trace t {\n  $0\n}', 'invoked'))).toMatchObject([
      { text: SUBTREE },
      { text: 'rpc cart Get' },
    ]);
    expect(generator.asked.map(({ candidates }) => candidates)).toEqual([1, 3]);
  });

  test('waits for the typing to rest, but not when asked for', async () => {
    rhythm.record(NOW - 20);
    await propose(at('trace t {\n  $0\n}', 'invoked'));
    expect(waits).toEqual([]);
    await propose(at('trace u {\n  $0\n}'));
    expect(waits).toEqual([30]);
  });

  test('waits longer within a word that is typed steadily', async () => {
    for (const key of [NOW - 200, NOW - 100, NOW]) rhythm.record(key);
    await propose(at('trace t {\n  rp$0\n}'));
    await propose(at('trace u {\n  rpc $0\n}'));
    expect(waits).toEqual([120, 50]);
  });

  test.each([
    ['in a comment', 'trace t { # rp$0\n}'],
    ['in an open string', 'trace t {\n  http gateway Get !"DECL$0\n}'],
    ['before other text', 'trace t {\n  $0 rpc a b\n}'],
  ])('nothing is asked %s', async (_where, marked) => {
    expect(await propose(at(marked))).toEqual([]);
    expect(generator.asked).toEqual([]);
  });

  test.each([
    ['an open string', 'trace t {\n  http gateway "PO$0\n}'],
    ['a string that the editor has closed', 'trace t {\n  http gateway "PO$0"\n}'],
  ])('the operation of a call is asked for in %s', async (_where, marked) => {
    generator.answer = async () => ['"POST /orders" 4ms'];
    expect(await propose(at(marked))).toMatchObject([{ text: '"POST /orders" 4ms' }]);
  });

  test('a hash in a string is no comment', async () => {
    expect(await propose(at('trace t {\n  http gateway "GET /#" $0\n}'))).toHaveLength(1);
  });

  test('by itself nothing comes in manual mode, and nothing at all when off', async () => {
    const request = at('trace t {\n  $0\n}');
    expect(await propose(request, { ...OPTIONS, mode: 'manual' })).toEqual([]);
    expect(await propose({ ...request, trigger: 'invoked' }, { ...OPTIONS, mode: 'off' })).toEqual([]);
    expect(generator.asked).toEqual([]);
    expect(await propose({ ...request, trigger: 'invoked' }, { ...OPTIONS, mode: 'manual' })).toHaveLength(1);
  });
});

describe('what is known is answered without the model', () => {
  test('when the proposal is typed or accepted in part', async () => {
    const whole = `trace t {\n  ${SUBTREE}\n}`;
    expect(await accepted(at('trace t {\n  $0\n}'))).toBe(whole);
    for (const typed of [
      'r',
      'rpc',
      'rpc ',
      'rpc auth ',
      'rpc auth Verify {\n',
      'rpc auth Verify {\n    db users',
    ])
      expect(await accepted(at(`trace t {\n  ${typed}$0\n}`))).toBe(whole);
    expect(generator.asked).toHaveLength(1);
  });

  test('on a later line only that line is replaced', async () => {
    await propose(at('trace t {\n  $0\n}'));
    const [rest] = await propose(at('trace t {\n  rpc auth Verify {\n  $0\n}'));
    const line = 'trace t {\n  rpc auth Verify {\n'.length;
    expect(rest).toEqual({ range: { start: line, end: line + 2 }, text: '    db users SELECT\n  }' });
  });

  test('where the editor closed a brace, which the proposal replaces', async () => {
    await propose(at('trace t {\n  $0\n}'));
    expect(await accepted(at('trace t {\n  rpc auth Verify {$0}\n}'))).toBe(`trace t {\n  ${SUBTREE}\n}`);
    expect(generator.asked).toHaveLength(1);
  });

  test('in the braces that the editor has closed, whichever way the lines are broken', async () => {
    generator.answer = async () => ['\n    rpc cart Get'];
    const whole = 'trace t {\n  http a B {\n    rpc cart Get\n  }\n}';
    expect(await accepted(at('trace t {\n  http a B {$0}\n}'))).toBe(whole);
    expect(generator.asked[0]?.text).toBe('trace t {\n  http a B {\n  }\n}');
    expect(await accepted(at('trace t {\n  http a B {\n    $0\n  }\n}'))).toBe(whole);
    expect(await accepted(at('trace t {\n  http a B {\n    rpc$0\n  }\n}'))).toBe(whole);
    expect(generator.asked).toHaveLength(1);
  });

  test('but not after anything else was typed, or changed elsewhere', async () => {
    await propose(at('trace t {\n  $0\n}'));
    await propose(at('trace t {\n  rpc b$0\n}'));
    await propose(at('trace u {\n  rpc$0\n}'));
    await propose(at('trace t {\n  rpc$0\n}\n'));
    expect(generator.asked).toHaveLength(4);
  });

  test('an empty answer is remembered for its place', async () => {
    generator.answer = async () => [];
    await propose(at('trace t {\n  $0\n}'));
    expect(await propose(at('trace t {\n  $0\n}'))).toEqual([]);
    expect(generator.asked).toHaveLength(1);
    await propose(at('trace t {\n  r$0\n}'));
    expect(generator.asked).toHaveLength(2);
  });

  test('a failure is not', async () => {
    generator.answer = () => Promise.reject(new Error('out of memory'));
    await expect(propose(at('trace t {\n  $0\n}'))).rejects.toThrow('out of memory');
    generator.answer = async () => [SUBTREE];
    expect(await propose(at('trace t {\n  $0\n}'))).toHaveLength(1);
  });
});

/** Ends when it is aborted, as the model does. */
function untilAborted(signal: AbortSignal): Promise<readonly string[]> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
}

async function untilAsked(): Promise<void> {
  while (generator.asked.length === 0) await Promise.resolve();
}

describe('the newest request wins', () => {
  test('the one before is aborted and has ended when the next one starts', async () => {
    generator.answer = untilAborted;
    const first = propose(at('trace t {\n  $0\n}'));
    await untilAsked();
    generator.answer = async () => {
      expect(generator.asked[0]?.signal.aborted).toBe(true);
      return [SUBTREE];
    };
    expect(await propose(at('trace t {\n  x$0\n}'))).toEqual([]);
    expect(await first).toEqual([]);
  });

  test("the editor's cancellation reaches the generator, and nothing is remembered", async () => {
    generator.answer = untilAborted;
    const controller = new AbortController();
    const cancelled = propose(at('trace t {\n  $0\n}', 'invoked'), OPTIONS, controller.signal);
    await untilAsked();
    controller.abort();
    expect(await cancelled).toEqual([]);
    generator.answer = async () => [SUBTREE];
    expect(await propose(at('trace t {\n  $0\n}'))).toHaveLength(1);
  });
});

describe('what the editor is about to ask for', () => {
  const HERE = at('trace t {\n  $0\n}');

  function anticipate(signal = new AbortController().signal): Promise<void> {
    return session.anticipate('a.trace', HERE, OPTIONS, read, signal);
  }

  test('is known when it asks', async () => {
    await anticipate();
    expect(await propose(HERE)).toHaveLength(1);
    expect(generator.asked.map(({ candidates }) => candidates)).toEqual([1]);
  });

  test('is joined while it is worked out', async () => {
    let answer = (_texts: readonly string[]) => {};
    generator.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const anticipated = anticipate();
    const proposed = propose(HERE);
    await untilAsked();
    answer([SUBTREE]);
    expect(await proposed).toHaveLength(1);
    await anticipated;
    expect(generator.asked).toHaveLength(1);
  });

  test('ends with the request that joined it', async () => {
    generator.answer = untilAborted;
    const anticipated = anticipate();
    const controller = new AbortController();
    const proposed = propose(HERE, OPTIONS, controller.signal);
    await untilAsked();
    controller.abort();
    expect(await proposed).toEqual([]);
    await anticipated;
    expect(generator.asked.map(({ signal }) => signal.aborted)).toEqual([true]);
  });

  test('gives way to a request at another place, and to one for more', async () => {
    for (const other of [at('trace t {\n  rpc $0\n}'), { ...HERE, trigger: 'invoked' as const }]) {
      generator.asked = [];
      generator.answer = untilAborted;
      const anticipated = anticipate();
      await untilAsked();
      generator.answer = async () => ['rpc auth Verify'];
      expect(await propose(other)).toHaveLength(1);
      await anticipated;
      expect(generator.asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
      session.cache.clear();
    }
  });

  test('is asked for again where it was given up or failed', async () => {
    const controller = new AbortController();
    generator.answer = untilAborted;
    const given = anticipate(controller.signal);
    await untilAsked();
    controller.abort();
    await given;
    generator.answer = () => Promise.reject(new Error('out of memory'));
    await expect(anticipate()).rejects.toThrow('out of memory');
    generator.answer = async () => [SUBTREE];
    expect(await propose(HERE)).toHaveLength(1);
  });

  test('is nothing where no grey text may stand', async () => {
    await session.anticipate(
      'a.trace',
      at('trace t { # rp$0\n}'),
      OPTIONS,
      read,
      new AbortController().signal,
    );
    expect(generator.asked).toEqual([]);
  });
});

describe('beside the list of suggestions', () => {
  test('a proposal continues the selected suggestion and replaces the same range', async () => {
    generator.answer = async () => ['rpc auth Verify'];
    const request = { ...at('trace t {\n  r$0\n}'), selected: { start: 12, text: 'rpc' } };
    expect(await propose(request)).toEqual([{ range: { start: 12, end: 13 }, text: 'rpc auth Verify' }]);
    expect(generator.asked).toMatchObject([{ text: 'trace t {\n  rpc\n}', offset: 15 }]);
  });

  test('or is not shown', async () => {
    generator.answer = async () => ['db users SELECT'];
    const request = { ...at('trace t {\n  r$0\n}'), selected: { start: 12, text: 'rpc' } };
    expect(await propose(request)).toEqual([]);
  });
});
