import { beforeEach, describe, expect, test } from 'vitest';
import type { Generator } from '../../../server/src/generate/generator.ts';
import { ModelUnavailable } from '../../../server/src/generate/language-model.ts';
import type { ModelService } from '../../../server/src/handlers/model-service.ts';
import type { EndpointModel } from '../../../server/src/inference/endpoint/endpoint-model.ts';
import type { Endpoint } from '../../../server/src/inference/endpoint/request.ts';
import type { InferenceState } from '../../../server/src/inference/state.ts';
import type { SupervisedModel } from '../../../server/src/inference/supervisor.ts';
import { createModelService, type ModelServiceOptions } from '../../../server/src/wiring/model-service.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/workspace/settings.ts';
import { refusingGenerator } from '../../support/refusing-generator.ts';

const SNAPSHOT = { uri: 'file:///a.trace', version: 1, text: '', spec: { items: [], trailing: [] } };
const ASKED = { seed: 0, temperature: 0, candidates: 1 };

let started: {
  readonly path: string;
  readonly idleMs: number;
  state: InferenceState;
  described: number;
  disposed: boolean;
}[];
let connected: { readonly endpoint: Endpoint; state: InferenceState; disposed: boolean }[];
let become: (state: InferenceState) => void;
let proposed: () => Promise<Awaited<ReturnType<Generator['propose']>>>;

beforeEach(() => {
  started = [];
  connected = [];
  proposed = async () => [];
});

function service(options: Partial<ModelServiceOptions> = {}): ModelService {
  return createModelService({
    trusted: true,
    embeddedModel: '/models/own.gguf',
    fileExists: (path) => !path.includes('nowhere'),
    supervise,
    connect,
    createGenerator: () => ({
      ...refusingGenerator(),
      propose: () => proposed(),
      fillAll: async () => ({ edits: [], filled: 0, refused: [] }),
    }),
    ...options,
  });
}

function supervise(path: string, idleMs: number, onState: (state: InferenceState) => void): SupervisedModel {
  const running = { path, idleMs, state: { state: 'off' } as InferenceState, described: 0, disposed: false };
  started.push(running);
  become = (state) => {
    running.state = state;
    onState(state);
  };
  return {
    get state() {
      return running.state;
    },
    pid: 1,
    describe: () => {
      running.described += 1;
      return Promise.reject(new ModelUnavailable('not asked'));
    },
    score: () => Promise.reject(new ModelUnavailable('not asked')),
    scoreContinuations: () => Promise.reject(new ModelUnavailable('not asked')),
    complete: () => Promise.reject(new ModelUnavailable('not asked')),
    restart: async () => {
      become({ state: 'ready', model: 'own' });
      return running.state;
    },
    dispose: async () => {
      running.disposed = true;
    },
  };
}

function connect(endpoint: Endpoint, onState: (state: InferenceState) => void): EndpointModel {
  const connection = { endpoint, state: { state: 'off' } as InferenceState, disposed: false };
  connected.push(connection);
  return {
    get state() {
      return connection.state;
    },
    complete: async () => '',
    restart: async () => {
      connection.state = { state: 'off' };
      onState(connection.state);
      return connection.state;
    },
    dispose: async () => {
      connection.disposed = true;
    },
  };
}

function ask(model: ModelService) {
  return model.generator.propose(SNAPSHOT, 0, ASKED, new AbortController().signal);
}

function settings(change: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...change };
}

describe('no process is started', () => {
  test('before it is needed', async () => {
    const model = service();
    model.configure(DEFAULT_SETTINGS);
    expect(started).toEqual([]);
    expect(model.status).toEqual({ state: 'idle' });
    await ask(model);
    expect(started).toMatchObject([{ path: '/models/own.gguf', idleMs: 600_000 }]);
  });

  test('ahead of time where it may not be used', () => {
    service({ trusted: false }).warmUp();
    service({ embeddedModel: undefined }).warmUp();
    expect(started).toEqual([]);
  });

  test('without trust, and whoever asks is told so', async () => {
    const model = service({ trusted: false });
    await expect(ask(model)).rejects.toThrow(/not trusted/);
    expect(await model.restart()).toMatchObject({
      state: 'off',
      reason: expect.stringMatching(/not trusted/),
    });
    expect(started).toEqual([]);
    model.grantTrust();
    await ask(model);
    expect(started).toHaveLength(1);
  });

  test('without a file, which the status names', async () => {
    const none = service({ embeddedModel: undefined });
    expect(none.status).toMatchObject({ state: 'missing', reason: expect.stringMatching(/without a model/) });
    await expect(ask(none)).rejects.toBeInstanceOf(ModelUnavailable);
    const wrong = service();
    wrong.configure(settings({ 'model.path': '/nowhere/at.gguf' }));
    expect(wrong.status).toMatchObject({
      state: 'missing',
      reason: expect.stringContaining('/nowhere/at.gguf'),
    });
    await expect(ask(wrong)).rejects.toBeInstanceOf(ModelUnavailable);
    expect(started).toEqual([]);
  });
});

test('a model that is not loaded is loaded ahead of time, one that is loaded is left alone', () => {
  const model = service();
  model.warmUp();
  expect(started).toMatchObject([{ path: '/models/own.gguf', described: 1 }]);
  become({ state: 'ready', model: 'own' });
  model.warmUp();
  expect(started).toMatchObject([{ described: 1 }]);
});

describe('settings', () => {
  test('that name another model end the one that runs', async () => {
    const model = service();
    await ask(model);
    model.configure(settings({ 'model.path': '/other.gguf', 'model.idleUnload': 0 }));
    expect(started[0]?.disposed).toBe(true);
    await ask(model);
    expect(started[1]).toMatchObject({ path: '/other.gguf', idleMs: 0 });
  });

  test('that say nothing new of the model leave it alone', async () => {
    const model = service();
    model.configure(DEFAULT_SETTINGS);
    await ask(model);
    model.configure(settings({ 'fill.seed': 5 }));
    expect(started[0]?.disposed).toBe(false);
  });
});

describe('the status', () => {
  test('follows the process, and says when the model is at work', async () => {
    const model = service();
    const seen: string[] = [];
    model.onStatus(({ state }) => seen.push(state));
    let answer = () => {};
    proposed = () =>
      new Promise((resolve) => {
        answer = () => resolve([{ range: { start: 0, end: 0 }, text: 'rpc a B', score: 0 }]);
      });
    const proposal = ask(model);
    become({ state: 'starting' });
    become({ state: 'ready', model: 'own' });
    expect(model.status).toEqual({ state: 'busy', model: 'own' });
    answer();
    await proposal;
    expect(model.status).toMatchObject({ state: 'ready', model: 'own', latencyMs: expect.any(Number) });
    expect(seen).toEqual(['idle', 'starting', 'busy', 'ready']);
  });

  test('has no latency after an empty answer or a failure', async () => {
    const model = service();
    await ask(model);
    proposed = () => Promise.reject(new Error('lost'));
    await expect(ask(model)).rejects.toThrow('lost');
    expect(model.status).toEqual({ state: 'idle' });
  });

  test.each<[InferenceState, string]>([
    [{ state: 'off' }, 'idle'],
    [{ state: 'restarting', reason: 'It crashed.' }, 'restarting'],
    [{ state: 'failed', cause: 'missing', reason: 'Gone.' }, 'missing'],
    [{ state: 'failed', cause: 'crashes', reason: 'Again and again.' }, 'failed'],
  ])('of %j is %s', async (state, expected) => {
    const model = service();
    await ask(model);
    become(state);
    expect(model.status.state).toBe(expected);
    expect(model.status.reason).toBe(state.reason);
  });

  test('after a restart is that of the new process', async () => {
    expect(await service().restart()).toEqual({ state: 'ready', model: 'own' });
  });
});

test('disposing ends the process, and those that were replaced', async () => {
  const model = service();
  await ask(model);
  model.configure(settings({ 'model.path': '/other.gguf' }));
  await ask(model);
  await model.dispose();
  expect(started.map(({ disposed }) => disposed)).toEqual([true, true]);
});

describe('an endpoint', () => {
  const ENDPOINT = settings({ 'model.endpoint': 'http://127.0.0.1:8080/v1', 'model.endpointModel': 'small' });

  test('is asked in place of any file, once something is asked', async () => {
    const model = service();
    model.configure(ENDPOINT);
    model.warmUp();
    expect(started).toEqual([]);
    await ask(model);
    expect(started).toEqual([]);
    expect(connected.map(({ endpoint }) => endpoint)).toEqual([
      { url: 'http://127.0.0.1:8080/v1', model: 'small', kind: 'chat', apiKey: undefined, timeoutMs: 30_000 },
    ]);
  });

  test('is not contacted without trust', async () => {
    const model = service({ trusted: false });
    model.configure(ENDPOINT);
    model.warmUp();
    await expect(ask(model)).rejects.toThrow(/not trusted/);
    expect(connected).toEqual([]);
  });

  test('gets the key that holds now', async () => {
    const model = service();
    model.configure(ENDPOINT);
    await ask(model);
    model.useEndpointKey('secret');
    await ask(model);
    expect(connected.map(({ endpoint }) => endpoint.apiKey)).toEqual([undefined, 'secret']);
    expect(connected[0]?.disposed).toBe(true);
  });

  test('that cannot be asked is said in the status', async () => {
    const model = service();
    model.configure(settings({ 'model.endpoint': 'http://example.org/v1' }));
    model.useEndpointKey('secret');
    expect(model.status).toMatchObject({ state: 'failed', reason: expect.stringMatching(/as plain text/) });
    await expect(ask(model)).rejects.toThrow(/as plain text/);
    expect(connected).toEqual([]);
  });

  test('gives way to the file when the setting is emptied', async () => {
    const model = service();
    model.configure(ENDPOINT);
    await ask(model);
    model.configure(DEFAULT_SETTINGS);
    await ask(model);
    expect(connected[0]?.disposed).toBe(true);
    expect(started).toHaveLength(1);
  });
});
