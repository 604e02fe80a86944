import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ModelService } from '../../server/src/handlers/model-service.ts';
import type {
  InitializationOptions,
  TracewrightNotifications,
  TracewrightRequests,
} from '../../server/src/protocol.ts';
import { type ModelNeeds, serve } from '../../server/src/server.ts';
import type { Clock } from '../../server/src/workspace/clock.ts';
import { testParser } from '../support/parser.ts';
import { unavailableModel } from '../support/unavailable-model.ts';

/** Of work that the editor shows. */
export interface Progress {
  readonly kind: 'begin' | 'report' | 'end';
  readonly title?: string;
  readonly message?: string;
}

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly options?: InitializationOptions;
  /** The `tracewright` section of the settings. */
  readonly settings?: unknown;
  readonly model?: ModelService;
  /** In place of `model`, one that is made of what the server gives it. */
  readonly createModel?: (needs: ModelNeeds) => ModelService;
  readonly clock?: Clock;
  /** Addresses of the workspace's folders. */
  readonly folders?: readonly string[];
  readonly onRegister?: (params: RegistrationParams) => void;
  readonly onProgress?: (value: Progress) => void;
}

/** What a modern editor says of itself. */
export const EDITOR: ClientCapabilities = {
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
  textDocument: { diagnostic: {}, inlineCompletion: {} },
  window: { workDoneProgress: true },
};

/** An editor talking to a server in this process, over streams as in life. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  capabilities: InitializeResult['capabilities'] = {};
  #versions = new Map<string, number>();

  private constructor(connection: ProtocolConnection) {
    this.connection = connection;
  }

  static async start(options: ClientOptions = {}): Promise<LspClient> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    serve(createConnection(toServer, toClient), {
      version: '0.0.0',
      loadParser: testParser,
      createModel:
        options.createModel ??
        (() => options.model ?? unavailableModel({ state: 'missing', reason: 'No model here.' })),
      ...(options.clock && { clock: options.clock }),
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    return LspClient.over(connection, options);
  }

  /** An editor talking to a server that runs elsewhere. */
  static async over(connection: ProtocolConnection, options: ClientOptions = {}): Promise<LspClient> {
    const client = new LspClient(connection);
    connection.onNotification('textDocument/publishDiagnostics', (params) => {
      client.published.push(params);
    });
    connection.onRequest('workspace/configuration', () => [options.settings ?? {}]);
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onNotification('$/progress', ({ value }: { readonly value: Progress }) =>
      options.onProgress?.(value),
    );
    connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
      options.onRegister?.(params);
      return null;
    });
    connection.listen();
    await client.#initialize(options);
    return client;
  }

  open(uri: string, text: string): void {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId: 'trace', version: 1, text };
    void this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Types `text` at a position. */
  insert(uri: string, position: Position, text: string): void {
    this.change(uri, [{ range: { start: position, end: position }, text }]);
  }

  change(uri: string, contentChanges: readonly object[]): void {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): void {
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** A request about a document that is open. */
  ask<R>(method: string, uri: string, params: object = {}): Promise<R> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...params });
  }

  own<M extends keyof TracewrightRequests>(
    method: M,
    params: TracewrightRequests[M]['params'],
  ): Promise<TracewrightRequests[M]['result']> {
    return this.connection.sendRequest(method, params);
  }

  notify<M extends keyof TracewrightNotifications>(method: M, params: TracewrightNotifications[M]): void {
    void this.connection.sendNotification(method, params);
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }

  async #initialize({ capabilities, options, folders }: ClientOptions): Promise<void> {
    const result: InitializeResult = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders?.map((uri) => ({ uri, name: uri })) ?? null,
      capabilities: capabilities ?? EDITOR,
      initializationOptions: options ?? { trusted: true },
    });
    this.capabilities = result.capabilities;
    await this.connection.sendNotification('initialized', {});
  }
}
