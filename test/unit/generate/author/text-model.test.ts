import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { applyEdits } from '../../../../server/src/core/text/apply-edits.ts';
import { UNDECIDED } from '../../../../server/src/generate/author/undecided.ts';
import { createGenerator } from '../../../../server/src/generate/create-generator.ts';
import type { Generator, Snapshot } from '../../../../server/src/generate/generator.ts';
import { compileLibrary } from '../../../../server/src/generate/library/library.ts';
import { anything } from '../../../support/anything.ts';
import { failureOf } from '../../../support/meet-conditions.ts';
import { testParser } from '../../../support/parser.ts';
import { ScriptedTextModel } from '../../../support/scripted-text-model.ts';

vi.setConfig({ testTimeout: 60_000 });

const NEVER = new AbortController().signal;

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

afterAll(() => parser.dispose());

function generatorOf(model: ScriptedTextModel): Generator {
  return createGenerator({
    model: UNDECIDED,
    textModel: async () => model,
    library: Promise.resolve(compileLibrary([])),
    parse: (text) => parseSpec(parser, text),
    filesBeside: () => [],
  });
}

const snapshotOf = (text: string): Snapshot => ({
  uri: 'a',
  version: 1,
  text,
  spec: parseSpec(parser, text),
});

/** `text` with its holes filled by what the model answers, one answer after another. */
async function filled(text: string, answers: readonly string[]) {
  const model = new ScriptedTextModel((_, index) => answers[index] ?? '}');
  const result = await generatorOf(model).fillAll(snapshotOf(text), { seed: 1, temperature: 0.8 }, NEVER);
  return { text: applyEdits(text, result.edits), refused: result.refused, asked: model.asked };
}

describe('a layer that a general model writes', () => {
  test('is taken as it is, layer by layer', async () => {
    const { text, asked } = await filled('trace a {\n  http web "GET /" {\n    ...\n  }\n}\n', [
      '  rpc orders List 40ms { ... }\n  cache sessions GET 1ms\n}',
      '  db orders-db "SELECT orders" 4ms\n}',
    ]);
    expect(text).toBe(`trace a {
  http web "GET /" {
    rpc orders List 40ms {
      db orders-db "SELECT orders" 4ms
    }
    cache sessions GET 1ms
  }
}
`);
    expect(asked.map(({ prompt }) => prompt.slice(prompt.lastIndexOf('\n\n') + 2))).toEqual([
      'http web "GET /" {\n',
      '# from http web "GET /"\nrpc orders List 40ms {\n',
    ]);
  });

  test('loses what the rules forbid', async () => {
    const sketch = 'trace a {\n  http web "GET /" {\n    ...\n  }\n  require { no db }\n}\n';
    const { text } = await filled(sketch, ['  db main SELECT 4ms\n  rpc users Get 3ms\n}']);
    expect(text).not.toContain('db main');
    expect(text).toContain('rpc users Get 3ms');
  });

  test('gets what the rules ask for', async () => {
    const sketch =
      'trace a {\n  http web "GET /" {\n    ... calls = 2\n  }\n  require { some rpc audit }\n}\n';
    const { text } = await filled(sketch, ['  rpc users Get 3ms\n}']);
    expect(text).toContain('rpc users Get 3ms');
    expect(text).toContain('rpc audit');
    expect(text.match(/^ +(?:rpc|http|db|cache|in|call|send) /gmu)).toHaveLength(3);
  });

  test('does not call by another type whom the file calls already', async () => {
    const sketch = 'trace a {\n  http web "GET /" {\n    cache sessions GET 1ms\n    ... calls = 1\n  }\n}\n';
    const { text } = await filled(sketch, ['  rpc sessions Get 3ms\n  rpc users Get 3ms\n}']);
    expect(text).not.toContain('rpc sessions');
    expect(text).toContain('rpc users Get 3ms');
  });

  test('calls nobody by what is an operation', async () => {
    const sketch = 'trace a {\n  http web "GET /" {\n    ... calls = 1\n  }\n}\n';
    const { text } = await filled(sketch, ['  http "POST /login" 4ms\n  rpc users Get 3ms\n}']);
    expect(text).toContain('{\n    rpc users Get 3ms\n');
  });

  test('may be nothing at all, and calls are made where some are asked for', async () => {
    const sketch = 'trace a {\n  http web "GET /" {\n    rpc users Get 2ms\n    ... calls = 2\n  }\n}\n';
    const { text, refused } = await filled(sketch, ['I cannot help with that.']);
    expect(refused).toEqual([]);
    expect(text.split('\n').length).toBeGreaterThan(sketch.split('\n').length);
  });
});

describe('values that a general model writes', () => {
  const line = (call: string) => `trace a {\n  http web "GET /" {\n    ${call}\n  }\n}\n`;

  test.each([
    ['a callee', 'rpc ? Get 3ms', ' users Get 3ms\n', 'rpc users Get 3ms'],
    ['an operation', 'rpc users ? 3ms', ' GetUser 3ms\n', 'rpc users GetUser 3ms'],
    ['a duration', 'rpc users Get ?', ' 7ms\n', 'rpc users Get 7ms'],
    ['a duration within its bounds', 'rpc users Get ?(<5ms)', ' 4ms\n', 'rpc users Get 4ms'],
  ])('%s', async (_, open, answer, expected) => {
    expect((await filled(line(open), [answer])).text).toBe(line(expected));
  });

  test('a callee that is an operation is not taken', async () => {
    const { text } = await filled(line('rpc ? Get 3ms'), [' "POST /login" 4ms\n']);
    expect(text).not.toContain('POST /login');
  });

  test('a duration that is too long is not taken', async () => {
    const { text } = await filled(line('rpc users Get ?(<5ms)'), [' 400ms\n']);
    expect(text).not.toContain('400ms');
    expect(text).not.toContain('?');
  });
});

test('grey text asks for the next line only', async () => {
  const model = new ScriptedTextModel(() => ' stock Reserve 4ms\n');
  const text = 'trace a {\n  http web "GET /" {\n    rpc \n  }\n}\n';
  const offset = text.indexOf('rpc ') + 4;
  const options = { seed: 0, temperature: 0, candidates: 1 };
  const proposals = await generatorOf(model).propose(snapshotOf(text), offset, options, NEVER);
  expect(proposals.map((proposal) => proposal.text)).toEqual(['rpc stock Reserve 4ms']);
  expect(model.asked).toMatchObject([{ maxTokens: 48 }]);
  expect(model.asked[0]?.prompt.endsWith('\n  rpc')).toBe(true);
});

test('says nothing of how likely a call is', async () => {
  const text = 'trace a {\n  http web "GET /" {\n    rpc users Get 2ms\n  }\n}\n';
  const generator = generatorOf(new ScriptedTextModel(() => '}'));
  expect(await generator.assess(snapshotOf(text), text.indexOf('users'), NEVER)).toBeUndefined();
  expect(await generator.oddCalls(snapshotOf(text), 0.5, NEVER)).toEqual([]);
});

test('conditions that can be met are met, whatever a model says', async () => {
  const random = createRandom('anything');
  const model = new ScriptedTextModel(() => anything(random));
  const failures: unknown[] = [];
  for (let seed = 0; seed < 300; seed++) {
    const failure = await failureOf(`text/${seed}`, parser, model);
    if (failure) failures.push(failure);
  }
  expect(failures).toEqual([]);
  expect(model.asked.length).toBeGreaterThan(300);
});
