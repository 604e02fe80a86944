import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Disposable, LogOutputChannel } from 'vscode';

/** V8 gives young objects several dozen megabytes by default, for no measurable speed here. */
const SMALL_HEAP = ['--max-semi-space-size=2'];
const DEBUGGED = ['--nolazy', '--enable-source-maps'];

/** A server that was told to end and has not by then is hung. */
const END_MS = 2_000;

/**
 * Processes of the language server. One is started before anybody can talk to it, since the library of the protocol takes
 * as long to read as the process to start.
 */
export class ServerProcesses implements Disposable {
  readonly #module: string;
  readonly #codeCache: string;
  readonly #log: LogOutputChannel;
  #prepared: ChildProcess | undefined;
  #taken: ChildProcess | undefined;

  /** @param codeCache folder in which Node keeps the server's compiled code (from Node 22 on); made where it is missing */
  constructor(module: string, codeCache: string, log: LogOutputChannel) {
    this.#module = module;
    this.#codeCache = codeCache;
    this.#log = log;
  }

  /** Starts the process that `take` gives next. */
  prepare(): void {
    this.#prepared ??= this.#start();
  }

  /** A process for one client; the one taken before is ended where it does not end by itself. */
  take(): ChildProcess {
    void this.end();
    this.prepare();
    this.#taken = this.#prepared;
    this.#prepared = undefined;
    return this.#taken ?? this.#start();
  }

  /** Resolves when the process that was taken has ended, which it is made to after a while. */
  async end(): Promise<void> {
    const process = this.#taken;
    this.#taken = undefined;
    if (process) await ended(process);
  }

  dispose(): void {
    this.#prepared?.kill();
    this.#prepared = undefined;
  }

  #start(): ChildProcess {
    const isDebugged = process.execArgv.some((argument) => argument.startsWith('--inspect'));
    const server = fork(this.#module, ['--node-ipc', `--clientProcessId=${process.pid}`], {
      // The editor's own executable is only then a Node.
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        ELECTRON_NO_ASAR: '1',
        NODE_COMPILE_CACHE: this.#codeCache,
      },
      execArgv: [...SMALL_HEAP, ...(isDebugged ? DEBUGGED : [])],
      silent: true,
    });
    server.stdout?.on('data', (chunk) => this.#log.info(String(chunk).trimEnd()));
    server.stderr?.on('data', (chunk) => this.#log.error(String(chunk).trimEnd()));
    server.on('error', (error) => this.#log.error(`The server's process: ${error.message}`));
    server.on('exit', (code, signal) => {
      if (code !== 0) this.#log.error(`The server's process ended with ${signal ?? `code ${code}`}.`);
    });
    return server;
  }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const stop = new AbortController();
  const exit = once(server, 'exit').finally(() => stop.abort());
  const late = sleep(END_MS, undefined, { signal: stop.signal }).then(
    () => server.kill('SIGKILL'),
    () => undefined,
  );
  await Promise.all([exit, late]);
}
