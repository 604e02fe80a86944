import type { Disposable, SecretStorage } from 'vscode';
import type { ServerSession } from './server-session.ts';

const SECRET = 'tracewright.endpointKey';

/** The key of the endpoint: kept by the editor's secret storage, told to the server that runs. */
export class EndpointKey implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #server: ServerSession;
  readonly #subscriptions: readonly Disposable[];

  constructor(secrets: SecretStorage, server: ServerSession) {
    this.#secrets = secrets;
    this.#server = server;
    this.#subscriptions = [
      server.onState((state) => {
        if (state === 'running') void this.#tell();
      }),
      secrets.onDidChange(({ key }) => {
        if (key === SECRET) void this.#tell();
      }),
    ];
  }

  async set(key: string): Promise<void> {
    await this.#secrets.store(SECRET, key);
  }

  async remove(): Promise<void> {
    await this.#secrets.delete(SECRET);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #tell(): Promise<void> {
    const key = (await this.#secrets.get(SECRET)) ?? null;
    await this.#server.notify('tracewright/endpointKey', { key });
  }
}
