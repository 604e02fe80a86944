import type { Disposable, LogOutputChannel, SecretStorage } from 'vscode';
import type { ServerSession } from './server-session.ts';

const SECRET = 'tracewright.endpointKey';

/** The key of the endpoint: kept by the editor's secret storage, told to the server that runs. */
export class EndpointKey implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #server: ServerSession;
  readonly #log: LogOutputChannel;
  readonly #subscriptions: readonly Disposable[];

  constructor(secrets: SecretStorage, server: ServerSession, log: LogOutputChannel) {
    this.#secrets = secrets;
    this.#server = server;
    this.#log = log;
    this.#subscriptions = [
      server.onState(() => void this.#tell()),
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

  /** A server that does not run is told once it does. */
  async #tell(): Promise<void> {
    if (this.#server.state !== 'running') return;
    try {
      const key = (await this.#secrets.get(SECRET)) ?? null;
      await this.#server.notify('tracewright/endpointKey', { key });
    } catch (error) {
      this.#log.error('The API key of the endpoint could not be read:', String(error));
    }
  }
}
