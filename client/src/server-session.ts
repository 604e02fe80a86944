import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  workspace,
} from 'vscode';
import { LanguageClient, type LanguageClientOptions, State, TransportKind } from 'vscode-languageclient/node';
import type {
  InitializationOptions,
  ModelStatus,
  TracewrightNotifications,
  TracewrightRequests,
} from '../../server/src/protocol.ts';

export type ServerState = 'stopped' | 'starting' | 'running';

/** Where `.trace` documents may live; diff views and other read-only copies are left to the plain grammar. */
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web', 'memfs'];

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Stopped]: 'stopped',
  [State.Starting]: 'starting',
  [State.StartFailed]: 'stopped',
  [State.Running]: 'running',
};

/** The language server's process and the typed conversation with it. */
export class ServerSession implements Disposable {
  readonly #client: LanguageClient;
  readonly #stateEmitter = new EventEmitter<ServerState>();
  readonly #modelEmitter = new EventEmitter<ModelStatus>();
  readonly #subscriptions: Disposable[];
  #model: ModelStatus | undefined;

  readonly onState = this.#stateEmitter.event;
  readonly onModelStatus = this.#modelEmitter.event;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#client = createClient(context, log);
    this.#subscriptions = [
      this.#client.onDidChangeState((change) => this.#stateEmitter.fire(STATES[change.newState])),
      this.#client.onNotification(modelStatus, (status: ModelStatus) => this.#takeModelStatus(status)),
      workspace.onDidGrantWorkspaceTrust(() => this.#client.sendNotification(trustGranted, null)),
    ];
  }

  get state(): ServerState {
    return STATES[this.#client.state];
  }

  get model(): ModelStatus | undefined {
    return this.#model;
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  /** Rejects where the server cannot be started. */
  restart(): Promise<void> {
    this.#model = undefined;
    return this.#client.restart();
  }

  /** Waits for a server that is starting. Rejects with what the server answered, or when it does not run. */
  async request<M extends keyof TracewrightRequests>(
    method: M,
    params: TracewrightRequests[M]['params'],
    token?: CancellationToken,
  ): Promise<TracewrightRequests[M]['result']> {
    await this.#client.start();
    // An absent token must not be passed on: it would count as a further parameter.
    return token === undefined
      ? this.#client.sendRequest(method, params)
      : this.#client.sendRequest(method, params, token);
  }

  /** Resolves when the server's process has ended. */
  async stop(): Promise<void> {
    await this.#client.dispose();
    this.dispose();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
    this.#stateEmitter.dispose();
    this.#modelEmitter.dispose();
  }

  #takeModelStatus(status: ModelStatus): void {
    this.#model = status;
    this.#modelEmitter.fire(status);
  }
}

const modelStatus: keyof TracewrightNotifications = 'tracewright/modelStatus';
const trustGranted: keyof TracewrightNotifications = 'tracewright/trustGranted';

function createClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--enable-source-maps'] } };
  return new LanguageClient('tracewright', 'Tracewright', { run: server, debug }, clientOptions(log));
}

function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SCHEMES.map((scheme) => ({ language: 'trace', scheme })),
    outputChannel: log,
    // A function, so that a restarted server hears of trust granted meanwhile.
    initializationOptions: (): InitializationOptions => ({ trusted: workspace.isTrusted, commands: true }),
  };
}
