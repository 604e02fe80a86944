import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelChoice, RunningModel } from '../../../server/src/cli/command.ts';
import type {
  FillProgress,
  FillResult,
  GenerateOptions,
  Snapshot,
} from '../../../server/src/generate/generator.ts';
import { refusingGenerator } from '../../support/refusing-generator.ts';
import { run } from './memory-io.ts';

const SKETCH = 'trace x {\n  rpc stock Reserve ?\n  rpc ? Pay 1ms\n}\n';

interface Script {
  readonly asked: GenerateOptions[];
  readonly disposed: () => number;
  readonly model: RunningModel;
}

/** A model that fills the first hole with 7ms and refuses the second; `before` runs while it works. */
function scripted(before: (progress: FillProgress) => Promise<void> = async () => undefined): Script {
  const asked: GenerateOptions[] = [];
  let disposed = 0;
  const fillAll = async (
    { text }: Snapshot,
    options: GenerateOptions,
    _signal: AbortSignal,
    progress?: FillProgress,
  ): Promise<FillResult> => {
    asked.push(options);
    await before(progress ?? (() => undefined));
    const [first, second] = [text.indexOf('?'), text.lastIndexOf('?')];
    return {
      edits: [{ range: { start: first, end: first + 1 }, text: '7ms' }],
      filled: 1,
      refused: [{ range: { start: second, end: second + 1 }, reason: 'nobody is left to be called.' }],
    };
  };
  return {
    asked,
    disposed: () => disposed,
    model: {
      generator: { ...refusingGenerator(), fillAll },
      dispose: async () => {
        disposed += 1;
      },
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('fill', () => {
  const FILLED = SKETCH.replace('?', '7ms');

  it('prints the filled text and says what stays open', async () => {
    const { model, asked, disposed } = scripted();
    const { code, out, err } = await run(['fill', '--seed', '42', '-'], { stdin: SKETCH, model });
    expect({ code, out }).toEqual({ code: 1, out: FILLED });
    expect(err).toBe(
      '<stdin>:3:7 stays open: nobody is left to be called.\n<stdin>: 1 hole filled, 1 open\n',
    );
    expect(asked).toEqual([{ seed: 42, temperature: 0.8 }]);
    expect(disposed()).toBe(1);
  });

  it('writes where -o says and leaves the sketch alone', async () => {
    const { out, files } = await run(['fill', 'a.trace', '-o', 'b.trace'], {
      files: { 'a.trace': SKETCH },
      model: scripted().model,
    });
    expect(out).toBe('');
    expect(files).toEqual({ 'a.trace': SKETCH, 'b.trace': FILLED });
  });

  it.each([
    ['once', 'trace x {\n  rpc a B ?\n}\ndb orders\n', '4:1 is not understood and does not count'],
    [
      'twice',
      'trace x {\n  require some db duration\n  rpc a B ?\n}\ndb orders\n',
      '2:3 is not understood and does not count, as in 1 further place',
    ],
  ])('says that what is not understood does not count, %s', async (_often, stdin, expected) => {
    const { out, err } = await run(['fill', '-'], { stdin, model: scripted().model });
    expect(out).toContain('rpc a B 7ms');
    expect(err).toContain(`<stdin>:${expected}: see \`tracewright check\`.\n`);
  });

  it('fills a sketch several times into a folder, each file named by its seed', async () => {
    const { model, asked } = scripted();
    const line = ['fill', 'a.trace', '--seed', '5', '--count', '3', '--jobs', '2', '-o', 'out'];
    const { code, err, files } = await run(line, { files: { 'a.trace': SKETCH }, model });
    expect(files).toEqual({
      'a.trace': SKETCH,
      'out/a-5.trace': FILLED,
      'out/a-6.trace': FILLED,
      'out/a-7.trace': FILLED,
    });
    expect(asked.map(({ seed }) => seed).sort()).toEqual([5, 6, 7]);
    expect({ code, err }).toEqual({ code: 1, err: 'a.trace: 3 files in out, some with open holes\n' });
  });

  it('says once what stopped the processes that share the work', async () => {
    const model = { generator: refusingGenerator('The model is gone.'), dispose: async () => undefined };
    const line = ['fill', 'a.trace', '--count', '2', '--jobs', '2', '-o', 'out'];
    const { code, err } = await run(line, { files: { 'a.trace': SKETCH }, model });
    expect({ code, err }).toEqual({ code: 2, err: 'tracewright fill: The model is gone.\n' });
  });

  it('wants a folder for several fills', async () => {
    const { code, err } = await run(['fill', '--count', '2', '-'], {
      stdin: SKETCH,
      model: scripted().model,
    });
    expect(code).toBe(2);
    expect(err).toContain('-o names the folder');
  });

  it('writes over the sketch only while nobody else has', async () => {
    const world = { files: { 'a.trace': SKETCH }, model: scripted().model };
    expect((await run(['fill', 'a.trace', '-o', 'a.trace'], world)).files['a.trace']).toBe(FILLED);
    const { code, err, files } = await run(['fill', './a.trace', '-o', 'a.trace'], {
      ...world,
      files: { './a.trace': SKETCH, 'a.trace': SKETCH },
      meanwhile: { 'a.trace': 'mine' },
    });
    expect(code).toBe(2);
    expect(err).toContain('a.trace: the file has changed since it was read; nothing was written.');
    expect(files['a.trace']).toBe('mine');
  });

  it.each(['-1', '1.5', 'x', ''])('refuses the seed %j before it reads anything', async (seed) => {
    const { code, err } = await run(['fill', 'gone.trace', `--seed=${seed}`]);
    expect(code).toBe(2);
    expect(err).toContain('--seed takes a whole number from 0 on');
  });

  it('says why there is no model', async () => {
    const { code, err, out } = await run(['fill', '-'], { stdin: SKETCH });
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: 'tracewright fill: There is no model here.\n',
    });
  });

  it('refuses what cannot be read, whose holes it could not know', async () => {
    const { code, out } = await run(['fill', 'a.trace'], {
      files: { 'a.trace': new Uint8Array([0, 1]) },
      model: scripted().model,
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('shows on a terminal how far it is once that takes longer than a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { model } = scripted(async (progress) => {
      progress(0, 2);
      vi.advanceTimersByTime(1_500);
      progress(1, 2);
    });
    const { err } = await run(['fill', '-'], { stdin: SKETCH, model, progress: true });
    expect(err.split('\r\u001b[K').slice(1, 4)).toEqual([
      'Filling hole 1 of 2 ...',
      'Filling hole 2 of 2 ...',
      expect.stringContaining('stays open'),
    ]);
  });

  it('shows nothing of that to a pipe', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { model } = scripted(async () => void vi.advanceTimersByTime(1_500));
    expect((await run(['fill', '-'], { stdin: SKETCH, model })).err).not.toContain('Filling');
  });

  it.each<[string, readonly string[], ModelChoice]>([
    ['the embedded model', [], {}],
    ['a file', ['--model', 'other.gguf'], { path: 'other.gguf' }],
    [
      'an endpoint',
      [
        '--endpoint',
        'http://localhost:8080/v1',
        '--endpoint-model',
        'small',
        '--endpoint-kind',
        'completion',
      ],
      { endpoint: 'http://localhost:8080/v1', endpointModel: 'small', endpointKind: 'completion' },
    ],
  ])('asks %s', async (_, options, expected) => {
    const choices: (ModelChoice | undefined)[] = [];
    const chosen = (choice: ModelChoice | undefined) => void choices.push(choice);
    await run(['fill', '-', ...options], { stdin: SKETCH, model: scripted().model, chosen });
    expect(choices).toEqual([expected]);
  });

  it.each([
    [['--endpoint-kind', 'poem'], '--endpoint-kind is chat or completion, not poem.'],
    [['--model', 'a.gguf', '--endpoint', 'http://b'], 'Either --model or --endpoint names the model.'],
  ])('refuses %j', async (options, message) => {
    const { code, err } = await run(['fill', '-', ...options], { stdin: SKETCH, model: scripted().model });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });
});
