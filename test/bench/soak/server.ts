import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { LspClient } from '../../lsp/client.ts';

/** What the server holds after a collection, in megabytes. */
export interface Memory {
  /** Objects and what hangs on them: buffers, the syntax trees' WebAssembly memory. */
  readonly held: number;
  readonly resident: number;
}

/** The built server in a process of its own, as an editor starts it, that also tells what it holds. */
export class SoakServer {
  readonly client: LspClient;
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(client: LspClient, child: ChildProcess) {
    this.client = client;
    this.#process = child;
    this.#ended = once(child, 'exit');
  }

  static async start(): Promise<SoakServer> {
    const probe = ['--expose-gc', '--import', './test/bench/soak/memory-probe.mjs'];
    const child = spawn(process.execPath, [...probe, 'dist/server.cjs', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    if (child.stdout === null || child.stdin === null) throw new Error('The server has no streams.');
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    return new SoakServer(
      await LspClient.over(connection, { options: { trusted: true, commands: true } }),
      child,
    );
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  async memory(): Promise<Memory> {
    this.#process.send('memory');
    const [answer]: unknown[] = await once(this.#process, 'message');
    const { heapUsed, external, rss } = answer as NodeJS.MemoryUsage;
    return { held: (heapUsed + external) / 1e6, resident: rss / 1e6 };
  }

  /** Ends the model's process as a crash would; whether one was there. */
  killWorker(): boolean {
    const { pid } = this.#process;
    const [worker] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    if (worker === undefined) return false;
    process.kill(Number(worker), 'SIGKILL');
    return true;
  }

  async stop(): Promise<void> {
    await this.client.stop();
    this.#process.kill();
    await this.#ended;
  }
}
