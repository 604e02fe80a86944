import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type {
  ModelStatus,
  TracewrightNotifications,
  TracewrightRequests,
} from '../../server/src/protocol.ts';
import { ServerProcesses } from './server-process.ts';

export type ServerState = 'stopped' | 'starting' | 'running';

/** The language server's process and the typed conversation with it. */
export class ServerSession implements Disposable {
  readonly #processes: ServerProcesses;
  readonly #log: LogOutputChannel;
  readonly #stateEmitter = new EventEmitter<ServerState>();
  readonly #modelEmitter = new EventEmitter<ModelStatus>();
  readonly #greyTextEmitter = new EventEmitter<TextDocument>();
  readonly #subscriptions: Disposable[] = [];
  #client: Promise<LanguageClient> | undefined;
  #state: ServerState = 'stopped';
  #model: ModelStatus | undefined;

  readonly onState = this.#stateEmitter.event;
  readonly onModelStatus = this.#modelEmitter.event;
  /** The editor asks for inline completions. */
  readonly onGreyTextAsked = this.#greyTextEmitter.event;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    const codeCache = Uri.joinPath(context.globalStorageUri, 'code-cache').fsPath;
    this.#processes = new ServerProcesses(context.asAbsolutePath('dist/server.cjs'), codeCache, log);
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  get model(): ModelStatus | undefined {
    return this.#model;
  }

  /** Rejects where the server cannot be started. */
  async start(): Promise<void> {
    const client = await this.#load();
    return client.start();
  }

  /** Rejects where the server cannot be started. */
  async restart(): Promise<void> {
    this.#model = undefined;
    const client = await this.#load();
    return client.restart();
  }

  /** Waits for a server that is starting. Rejects with what the server answered, or when it does not run. */
  async request<M extends keyof TracewrightRequests>(
    method: M,
    params: TracewrightRequests[M]['params'],
    token?: CancellationToken,
  ): Promise<TracewrightRequests[M]['result']> {
    const client = await this.#load();
    await client.start();
    // An absent token must not be passed on: it would count as a further parameter.
    return token === undefined
      ? client.sendRequest(method, params)
      : client.sendRequest(method, params, token);
  }

  /** Says something that needs no answer, to a server that runs. */
  async notify<M extends keyof TracewrightNotifications>(
    method: M,
    params: TracewrightNotifications[M],
  ): Promise<void> {
    await (await this.#load()).sendNotification(method, params);
  }

  /** Resolves when the server's process has ended. */
  async stop(): Promise<void> {
    await (await this.#client)?.dispose();
    await this.#processes.end();
    this.dispose();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
    this.#processes.dispose();
    this.#stateEmitter.dispose();
    this.#modelEmitter.dispose();
    this.#greyTextEmitter.dispose();
  }

  #load(): Promise<LanguageClient> {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  /** Reading the protocol's library takes most of the start, so it does not happen while the extension activates. */
  async #createClient(): Promise<LanguageClient> {
    this.#takeState('starting');
    this.#processes.prepare();
    const { createClient, stateOf } = await import('./language-client.ts');
    const client = createClient(this.#processes, this.#log, (document) =>
      this.#greyTextEmitter.fire(document),
    );
    this.#subscriptions.push(
      client.onDidChangeState(({ newState }) => this.#takeState(stateOf(newState))),
      client.onNotification(modelStatus, (status: ModelStatus) => this.#takeModelStatus(status)),
      workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustGranted, null)),
    );
    return client;
  }

  #takeState(state: ServerState): void {
    this.#state = state;
    this.#stateEmitter.fire(state);
  }

  #takeModelStatus(status: ModelStatus): void {
    this.#model = status;
    this.#modelEmitter.fire(status);
  }
}

const modelStatus: keyof TracewrightNotifications = 'tracewright/modelStatus';
const trustGranted: keyof TracewrightNotifications = 'tracewright/trustGranted';
