import { type ChildProcess, fork } from 'node:child_process';
import { parseReply, type WorkerReply, type WorkerRequest } from './protocol.ts';

/** One life of the model's process. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  /** Sends, and waits for the reply with the request's id. Rejects with `WorkerLost` where none will come. */
  ask(request: WorkerRequest & { readonly id: number }, deadlineMs: number): Promise<WorkerReply>;
  cancel(id: number, deadlineMs: number): void;
  /** Asks it to leave, and kills it where it does not. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly modelPath: string;
  /** Texts that it holds as read at once. */
  readonly sequences: number;
}

/** The worker ended, or did not answer in time and was ended, before it replied. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

interface Waiting {
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: WorkerLost) => void;
  timer: NodeJS.Timeout;
}

const STOP_GRACE_MS = 1000;
const LAST_WORDS = 2000;

/**
 * `onExit` is called once, with a phrase that says how it ended (`it was ended by SIGKILL`), before what was asked of
 * it is rejected.
 */
export function startWorkerProcess(
  workerPath: string,
  options: WorkerOptions,
  onExit: (how: string) => void,
): WorkerProcess {
  const child = forkWorker(workerPath, options);
  const waiting = new Map<number, Waiting>();
  let verdict: string | undefined;
  let ended: string | undefined;

  const expire = () => {
    verdict = 'it did not answer in time';
    child.kill('SIGKILL');
  };
  const exited = watchExit(child).then((how) => {
    ended = verdict ?? how;
    onExit(ended);
    for (const id of [...waiting.keys()]) settle(waiting, id)?.reject(new WorkerLost(ended));
  });
  child.on('message', (message) => {
    const reply = parseReply(message);
    if (reply !== undefined) settle(waiting, reply.id)?.resolve(reply);
  });
  return {
    pid: child.pid,
    ask: (request, deadlineMs) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(new WorkerLost(ended));
        waiting.set(request.id, { resolve, reject, timer: setTimeout(expire, deadlineMs) });
        send(child, request);
      }),
    cancel(id, deadlineMs) {
      const entry = waiting.get(id);
      if (entry === undefined) return;
      clearTimeout(entry.timer);
      entry.timer = setTimeout(expire, deadlineMs);
      send(child, { kind: 'cancel', id });
    },
    async stop() {
      send(child, { kind: 'shutdown' });
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function forkWorker(workerPath: string, { modelPath, sequences }: WorkerOptions): ChildProcess {
  return fork(workerPath, [modelPath, `${sequences}`], {
    // Typed arrays cross as they are.
    serialization: 'advanced',
    // Standard output may be the language server's own channel.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A debugger's options belong to the parent; the young generation is kept small for the process's memory.
    execArgv: ['--max-semi-space-size=2'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}

function watchExit(child: ChildProcess): Promise<string> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    lastWords = (lastWords + chunk).slice(-LAST_WORDS);
  });
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve(describeExit(code, signal, lastWords)));
    // Could not be started at all: no `close` follows.
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(`it could not be started: ${error.message}`);
    });
  });
}

/** With the last line that it wrote to standard error: llama.cpp's own reason. */
function describeExit(code: number | null, signal: string | null, lastWords: string): string {
  const how = signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`;
  const words = lastWords.trim().split('\n').at(-1)?.trim();
  return words ? `${how}: ${words}` : how;
}

/** A message that cannot be sent is no error of its own: the exit that caused it is reported. */
function send(child: ChildProcess, request: WorkerRequest): void {
  if (child.connected) child.send(request, () => undefined);
}

function settle(waiting: Map<number, Waiting>, id: number): Waiting | undefined {
  const entry = waiting.get(id);
  clearTimeout(entry?.timer);
  waiting.delete(id);
  return entry;
}
