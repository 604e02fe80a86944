import { beforeEach, expect, test, vi } from 'vitest';

type Listener = () => void;

class TokenSource {
  readonly #listeners: Listener[] = [];
  readonly token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: Listener) => this.#listeners.push(listener),
  };
  cancel(): void {
    this.token.isCancellationRequested = true;
    for (const listener of this.#listeners) listener();
  }
  dispose(): void {}
}

const { shown } = vi.hoisted(() => ({ shown: [] as { title: string; cancel: () => void }[] }));

vi.mock('vscode', () => ({
  CancellationError: class CancellationError extends Error {},
  CancellationTokenSource: TokenSource,
  ProgressLocation: { Notification: 15 },
  window: {
    withProgress: (
      { title }: { title: string },
      task: (progress: object, token: object) => Promise<unknown>,
    ) => {
      const source = new TokenSource();
      shown.push({ title, cancel: () => source.cancel() });
      return task({}, source.token);
    },
  },
}));

const { withLateProgress } = await import('../../../client/src/late-progress.ts');

beforeEach(() => {
  shown.length = 0;
});

test('what is done at once shows nothing', async () => {
  expect(await withLateProgress('Importing', async () => 'done')).toBe('done');
  await expect(withLateProgress('Importing', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(shown).toEqual([]);
});

test('what takes long can be ended, and its result is dropped though it comes', async () => {
  let finish = (_result: string): void => undefined;
  let heard = false;
  const result = withLateProgress('Importing', (token) => {
    token.onCancellationRequested(() => {
      heard = true;
    });
    return new Promise<string>((resolve) => {
      finish = resolve;
    });
  });
  await vi.waitFor(() => expect(shown).toMatchObject([{ title: 'Importing' }]));
  shown[0]?.cancel();
  expect(heard).toBe(true);
  finish('late');
  await expect(result).rejects.toThrow();
});
