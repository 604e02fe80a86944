import { execFileSync, spawn } from 'node:child_process';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** The built server in a process of its own, as an editor starts it. */
export class ServerProcess {
  readonly #connection: ProtocolConnection;
  readonly #id: number;
  readonly #exit: Promise<unknown>;

  private constructor(connection: ProtocolConnection, id: number, exit: Promise<unknown>) {
    this.#connection = connection;
    this.#id = id;
    this.#exit = exit;
  }

  static async start(): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['dist/server.cjs', '--stdio']);
    const exit = new Promise((resolve) => child.once('exit', resolve));
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest('workspace/configuration', () => [{ diagnostics: { delay: 0 } }]);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { configuration: true }, textDocument: { diagnostic: {} } },
    });
    await connection.sendNotification('initialized', {});
    return new ServerProcess(connection, child.pid ?? 0, exit);
  }

  /** Resident memory. */
  get megabytes(): number {
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.#id)])) / 1024);
  }

  async open(uri: string, text: string): Promise<void> {
    const textDocument = { uri, languageId: 'trace', version: 1, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    await this.#diagnostics(uri);
  }

  async edit(uri: string, version: number, range: Range, text: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
    await this.#diagnostics(uri);
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    await this.#exit;
    this.#connection.dispose();
  }

  #diagnostics(uri: string): Promise<unknown> {
    return this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  }
}
