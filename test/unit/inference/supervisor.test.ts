import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ModelUnavailable } from '../../../server/src/generate/language-model.ts';
import type { InferenceState } from '../../../server/src/inference/state.ts';
import {
  type SupervisedModel,
  type SupervisorOptions,
  superviseModel,
} from '../../../server/src/inference/supervisor.ts';
import { buildWorker, TINY_CODEC, TINY_CONTEXT, tinyModel, tinySequence } from '../../support/inference.ts';

const CANDIDATES = [1, 5, 90];
/** Several hundred milliseconds of work for the tiny model: time enough to be disturbed. */
const LONG = tinySequence(TINY_CONTEXT);

// Each test starts processes: seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let workerPath: string;
let folder: string;
let states: InferenceState[];
const models: SupervisedModel[] = [];

beforeAll(async () => {
  workerPath = await buildWorker();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inference-'));
  states = [];
});

afterEach(async () => {
  await Promise.all(models.splice(0).map((model) => model.dispose()));
  await rm(folder, { recursive: true });
});

function supervise(options: Partial<SupervisorOptions> = {}): SupervisedModel {
  const model = superviseModel({
    workerPath,
    modelPath: tinyModel('f16'),
    codec: TINY_CODEC,
    idleMs: 0,
    onState: (state) => states.push(state),
    ...options,
  });
  models.push(model);
  return model;
}

const fileHolding = async (name: string, content: Uint8Array | string) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

describe('scores', () => {
  test('do not depend on what was asked before', async () => {
    const model = supervise();
    const sequence = tinySequence(300);
    const fresh = await model.score(sequence, CANDIDATES);
    await model.score([...sequence.slice(0, 150), ...tinySequence(100, 7)], CANDIDATES);
    await model.score(sequence.slice(0, 2), CANDIDATES);
    expect([...(await model.score(sequence, CANDIDATES))]).toEqual(closeTo(fresh));
    expect([...(await model.score(sequence, CANDIDATES))]).toEqual(closeTo(fresh));
  });

  test('come in the order of the candidates, and sum to one over the vocabulary', async () => {
    const model = supervise();
    const { vocabularySize } = await model.describe();
    const everyToken = Array.from({ length: vocabularySize }, (_, token) => token);
    const all = await model.score(tinySequence(20), everyToken);
    expect(all.reduce((sum, score) => sum + Math.exp(score), 0)).toBeCloseTo(1, 5);
    expect([...(await model.score(tinySequence(20), [90, 1, 90]))]).toEqual(
      [90, 1, 90].map((token) => expect.closeTo(all[token] ?? Number.NaN, 4)),
    );
  });

  test('of a continuation are those of its tokens one by one', async () => {
    const model = supervise();
    const prefix = tinySequence(40);
    const continuations = [tinySequence(200, 3), [4], []];
    const results = await model.scoreContinuations(prefix, continuations);
    expect(results.map(({ length }) => length)).toEqual([200, 1, 0]);
    for (const at of [0, 1, 127, 128, 199]) {
      const token = continuations[0]?.[at] ?? 0;
      const [expected] = await model.score([...prefix, ...tinySequence(200, 3).slice(0, at)], [token]);
      expect(results[0]?.[at]).toBeCloseTo(expected ?? Number.NaN, 2);
    }
  });

  test('are given up to the whole context and refused beyond it, or for tokens that do not exist', async () => {
    const model = supervise();
    expect(await model.score(LONG, CANDIDATES)).toHaveLength(3);
    await expect(model.score([...LONG, 1], CANDIDATES)).rejects.toThrow('8193 tokens');
    await expect(model.score([1], [96])).rejects.toThrow(RangeError);
    await expect(model.score([], CANDIDATES)).rejects.toThrow(RangeError);
    expect(await model.score([1, 2], CANDIDATES)).toHaveLength(3);
  });
});

describe('an abort', () => {
  test('ends the request under way; the next one is answered rightly', async () => {
    const model = supervise();
    const expected = await model.score(tinySequence(30), CANDIDATES);
    const controller = new AbortController();
    const aborted = model.score(LONG, CANDIDATES, controller.signal);
    setTimeout(() => controller.abort(), 30);
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect([...(await model.score(tinySequence(30), CANDIDATES))]).toEqual(closeTo(expected));
    // Nothing had to be restarted for it.
    expect(states.map(({ state }) => state)).toEqual(['starting', 'ready']);
  });

  test('of a request that waits leaves the one before it alone', async () => {
    const model = supervise();
    const controller = new AbortController();
    const first = model.score(LONG, CANDIDATES);
    const second = model.score(tinySequence(30), CANDIDATES, controller.signal);
    controller.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect(await first).toHaveLength(3);
  });

  test('before the call starts nothing', async () => {
    const model = supervise();
    await expect(model.score([1], [2], AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    await Promise.resolve();
    expect(model.pid).toBeUndefined();
  });

  test('that the process does not obey costs a restart, not the next request', async () => {
    const model = supervise();
    await model.describe();
    const controller = new AbortController();
    process.kill(model.pid ?? 0, 'SIGSTOP');
    const aborted = model.score(tinySequence(30), CANDIDATES, controller.signal);
    await Promise.resolve();
    setTimeout(() => controller.abort(), 10);
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(await model.score(tinySequence(30), CANDIDATES)).toHaveLength(3);
    expect(states.map(({ state }) => state)).toContain('restarting');
  });
});

describe('a process', () => {
  test('killed during a request is replaced, and the request answered', async () => {
    const model = supervise();
    const expected = await model.score(tinySequence(30), CANDIDATES);
    const killed = model.pid ?? 0;
    const pending = model.score(tinySequence(30), CANDIDATES);
    process.kill(killed, 'SIGKILL');
    expect([...(await pending)]).toEqual(closeTo(expected));
    expect(model.pid).not.toBe(killed);
    expect(states.map(({ state }) => state)).toEqual(['starting', 'ready', 'restarting', 'ready']);
    expect(states[2]?.reason).toContain('SIGKILL');
  });

  test('that fails again and again is given up with a reason; restarting tries once more', async () => {
    const crashing = await fileHolding('crash.mjs', 'console.error("out of luck"); process.exit(3);');
    const model = supervise({ workerPath: crashing });
    await expect(model.score([1], [2])).rejects.toThrow(ModelUnavailable);
    expect(model.state).toMatchObject({ state: 'failed', cause: 'crashes' });
    expect(model.state.reason).toContain('code 3: out of luck');
    expect(states.filter(({ state }) => state === 'restarting')).toHaveLength(3);
    await writeFile(crashing, `await import(${JSON.stringify(workerPath)});`);
    expect(await model.restart()).toMatchObject({ state: 'ready', model: 'Tiny' });
    expect(await model.score([1], [2])).toHaveLength(1);
  });

  test('that is idle ends, and comes back for the next request', async () => {
    const model = supervise({ idleMs: 30 });
    const first = await model.score([1, 2], CANDIDATES);
    const { pid } = model;
    await expect.poll(() => states.at(-1)).toEqual({ state: 'off', model: 'Tiny' });
    expect(model.pid).toBeUndefined();
    expect(isRunning(pid)).toBe(false);
    expect([...(await model.score([1, 2], CANDIDATES))]).toEqual(closeTo(first));
  });

  test('ends when the model is disposed; what waits hears why', async () => {
    const model = supervise();
    await model.describe();
    const { pid } = model;
    const pending = expect(model.score(LONG, CANDIDATES)).rejects.toThrow(ModelUnavailable);
    await model.dispose();
    await pending;
    expect(isRunning(pid)).toBe(false);
    await expect(model.describe()).rejects.toThrow('shutting down');
  });

  test('ends with its parent, however that ended', async () => {
    const parent = await fileHolding(
      'parent.mjs',
      `import { fork } from 'node:child_process';
       const child = fork(${JSON.stringify(workerPath)}, [${JSON.stringify(tinyModel('f16'))}], { serialization: 'advanced' });
       child.once('message', () => process.send(child.pid));
       child.send({ kind: 'describe', id: 1 });`,
    );
    const { fork } = await import('node:child_process');
    const child = fork(parent);
    const [workerPid] = await once(child, 'message');
    expect(isRunning(workerPid)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => isRunning(workerPid), { timeout: 5000 }).toBe(false);
  });
});

describe('a model file', () => {
  test('that is not there is named, with the setting', async () => {
    const model = supervise({ modelPath: join(folder, 'none.gguf') });
    await expect(model.describe()).rejects.toThrow(/none\.gguf cannot be read .*tracewright\.model\.path/);
    expect(model.state).toMatchObject({ state: 'failed', cause: 'missing' });
    await expect(model.score([1], [2])).rejects.toThrow(ModelUnavailable);
  });

  test.each([
    ['empty', new Uint8Array()],
    ['text', 'rpc auth Verify {}\n'],
    ['a magic and noise', `GGUF${'\u0001'.repeat(400)}`],
  ])('that holds %s is said to be no model', async (_, content) => {
    const model = supervise({ modelPath: await fileHolding('bad.gguf', content) });
    await expect(model.describe()).rejects.toThrow('is not a GGUF model');
    expect(model.state.cause).toBe('corrupt');
  });

  test.each([0.02, 0.5, 0.99])('of which only the first %f is there is said to be cut off', async (share) => {
    const whole = await readFile(tinyModel('f16'));
    const model = supervise({
      modelPath: await fileHolding('cut.gguf', whole.subarray(0, whole.length * share)),
    });
    await expect(model.describe()).rejects.toThrow('is cut off');
    expect(model.state.cause).toBe('incomplete');
  });

  test('of another codec version says what to do', async () => {
    const model = supervise({ codec: { name: 'tiny', version: 2 } });
    await expect(model.describe()).rejects.toThrow('Update Tracewright');
    expect(model.state.cause).toBe('codec');
  });

  test('that is put in place after a failure serves after a restart', async () => {
    const model = supervise({ modelPath: join(folder, 'later.gguf') });
    expect(await model.restart()).toMatchObject({ state: 'failed' });
    await fileHolding('later.gguf', await readFile(tinyModel('f16')));
    expect(await model.restart()).toMatchObject({ state: 'ready' });
  });
});

/** The cache holds keys and values in 16 bits, and batches of other sizes add up in another order. */
const closeTo = (scores: Float32Array) => Array.from(scores, (score) => expect.closeTo(score, 2));

function isRunning(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? 0, 0);
  } catch {
    return false;
  }
}
