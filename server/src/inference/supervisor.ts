import { setTimeout as delay } from 'node:timers/promises';
import {
  type ModelDescription,
  ModelUnavailable,
  type ScoringModel,
  type TextModel,
  type TextRequest,
  type Token,
} from '../generate/language-model.ts';
import { abortError, untilAborted } from './abort.ts';
import { createCrashBudget } from './crash-budget.ts';
import { codecMismatch, type ExpectedCodec, loadFailureMessage } from './failure-message.ts';
import type { WorkerReply, WorkerRequest } from './protocol.ts';
import { sharedLength } from './shared-length.ts';
import type { InferenceState } from './state.ts';
import { startWorkerProcess, WorkerLost, type WorkerProcess } from './worker-process.ts';

/** Import, self-test of the native binary and reading the file, on a busy machine. */
const START_DEADLINE_MS = 60_000;
const ANSWER_DEADLINE_MS = 20_000;
/** A large model reads a prompt for as long as that. */
const TEXT_DEADLINE_MS = 180_000;
/** A cancelled request ends at the next piece of its prompt; a worker that does not is hung. */
const CANCEL_DEADLINE_MS = 2_000;

export interface SupervisorOptions {
  /** The bundle of `worker.ts`. */
  readonly workerPath: string;
  readonly modelPath: string;
  readonly codec: ExpectedCodec;
  /**
   * Texts that the model holds as read at once (default 1): where it is asked about several in turns, it goes on with each and
   * need not read it again. Each takes memory: 6 MB with the embedded model.
   */
  readonly sequences?: number;
  /** A model that knows no codec of ours is taken as one that writes texts; else it is refused. */
  readonly acceptsTextModels?: boolean;
  /** The process ends after this time without a request, and is started by the next one; 0 for never. */
  readonly idleMs: number;
  /** At every change of `state`; latencies change without. */
  readonly onState?: (state: InferenceState) => void;
}

/** The model in a process of its own: started by the first request, restarted after a crash. */
export interface SupervisedModel extends ScoringModel, TextModel {
  readonly state: InferenceState;
  /** The worker's process id while one runs. */
  readonly pid: number | undefined;
  /** Forgets crashes and failures, ends the process, and starts anew; resolves when that is over, however it went. */
  restart(): Promise<InferenceState>;
  /** Ends the process; what waits is rejected with `ModelUnavailable`. */
  dispose(): Promise<void>;
}

export function superviseModel(options: SupervisorOptions): SupervisedModel {
  return new Supervisor(options);
}

/** A worker whose model is loaded, and what its sequence holds. */
interface ReadyWorker {
  readonly process: WorkerProcess;
  readonly description: ModelDescription;
  held: readonly Token[];
}

/** How long the worker may be silent before it counts as hung. */
interface Limits {
  readonly answerMs: number;
  readonly cancelMs: number;
}

const SCORE_LIMITS: Limits = { answerMs: ANSWER_DEADLINE_MS, cancelMs: CANCEL_DEADLINE_MS };
const TEXT_LIMITS: Limits = { answerMs: TEXT_DEADLINE_MS, cancelMs: ANSWER_DEADLINE_MS };

type Ask = (worker: ReadyWorker, id: number) => WorkerRequest & { readonly id: number };

class Supervisor implements SupervisedModel {
  readonly #options: SupervisorOptions;
  readonly #budget = createCrashBudget();
  #state: InferenceState = { state: 'off' };
  #process: WorkerProcess | undefined;
  #starting: Promise<ReadyWorker> | undefined;
  /** Settles when all requests made so far have ended. */
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  #nextId = 1;
  #disposed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get state(): InferenceState {
    return this.#state;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  describe(signal?: AbortSignal): Promise<ModelDescription> {
    return this.#inTurn(async () => (await this.#ready()).description, signal);
  }

  async score(
    sequence: readonly Token[],
    candidates: readonly Token[],
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    const ask: Ask = (worker, id) => ({ kind: 'score', id, ...changeTo(worker, sequence), candidates });
    const [scores] = await this.#inTurn(async () => scoresOf(await this.#answer(ask, signal)), signal);
    return scores ?? new Float32Array();
  }

  scoreContinuations(
    prefix: readonly Token[],
    continuations: readonly (readonly Token[])[],
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const ask: Ask = (worker, id) => ({
      kind: 'score-continuations',
      id,
      ...changeTo(worker, prefix),
      continuations,
    });
    return this.#inTurn(async () => scoresOf(await this.#answer(ask, signal)), signal);
  }

  complete({ instruction: _, ...request }: TextRequest, signal?: AbortSignal): Promise<string> {
    const ask: Ask = (_worker, id) => ({ kind: 'complete', id, ...request });
    return this.#inTurn(async () => textOf(await this.#answer(ask, signal, TEXT_LIMITS)), signal);
  }

  async restart(): Promise<InferenceState> {
    this.#budget.reset();
    await this.#stop();
    if (!this.#disposed) this.#become({ state: 'off' });
    // A failure is in the state, with its reason.
    await this.describe().catch(() => undefined);
    return this.#state;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#stop();
  }

  /**
   * Runs `work` after all that came before it. An abort ends the caller's waiting at once, but not the turn: the next
   * request starts when the worker has really ended this one.
   */
  #inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    clearTimeout(this.#idleTimer);
    this.#waiting++;
    const finished = this.#turn.then(() => {
      if (signal?.aborted) throw abortError();
      return work();
    });
    const endTurn = () => {
      this.#waiting--;
      this.#watchIdleness();
    };
    this.#turn = finished.then(endTurn, endTurn);
    return untilAborted(finished, signal);
  }

  #watchIdleness(): void {
    const { idleMs } = this.#options;
    if (this.#waiting > 0 || idleMs === 0 || this.#process === undefined) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => void this.#inTurn(() => this.#rest()), idleMs).unref();
  }

  /** The process goes; the next request starts another one. */
  async #rest(): Promise<void> {
    const { model } = this.#state;
    await this.#stop();
    this.#become({ state: 'off', ...(model !== undefined && { model }) });
  }

  async #answer(ask: Ask, signal: AbortSignal | undefined, limits = SCORE_LIMITS): Promise<WorkerReply> {
    try {
      return await this.#askOnce(ask, signal, limits);
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error;
      if (signal?.aborted) throw abortError();
    }
    // Once more in a new process; a request that costs two is given up, it may be what crashes them.
    return this.#askOnce(ask, signal, limits).catch((error: unknown) => {
      throw error instanceof WorkerLost
        ? new ModelUnavailable(`The model's process failed twice: ${error.message}.`)
        : error;
    });
  }

  async #askOnce(ask: Ask, signal: AbortSignal | undefined, limits: Limits): Promise<WorkerReply> {
    const worker = await this.#ready();
    if (signal?.aborted) throw abortError();
    const id = this.#nextId++;
    const started = performance.now();
    const onAbort = () => worker.process.cancel(id, limits.cancelMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const reply = given(await worker.process.ask(ask(worker, id), limits.answerMs));
      this.#state = { ...this.#state, lastLatencyMs: performance.now() - started };
      return reply;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #ready(): Promise<ReadyWorker> {
    if (this.#disposed) return Promise.reject(new ModelUnavailable('Tracewright is shutting down.'));
    if (this.#state.state === 'failed') return Promise.reject(new ModelUnavailable(this.#state.reason ?? ''));
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<ReadyWorker> {
    if (this.#state.state !== 'restarting') this.#become({ state: 'starting' });
    const { workerPath, modelPath, sequences = 1 } = this.#options;
    const process = startWorkerProcess(workerPath, { modelPath, sequences }, (how) =>
      this.#onExit(process, how),
    );
    this.#process = process;
    try {
      return await this.#load(process);
    } catch (error) {
      // Lost while starting: by now another start is under way, or it has been given up.
      if (error instanceof WorkerLost) return this.#ready();
      throw error;
    }
  }

  async #load(process: WorkerProcess): Promise<ReadyWorker> {
    const reply = await process.ask({ kind: 'describe', id: this.#nextId++ }, START_DEADLINE_MS);
    if (reply.kind === 'unavailable') {
      throw this.#fail(reply.cause, loadFailureMessage(reply.cause, reply.detail, this.#options.modelPath));
    }
    if (reply.kind !== 'description')
      throw this.#fail('other', `The model's process answered ${reply.kind}.`);
    const { codec, acceptsTextModels = false } = this.#options;
    const isText = acceptsTextModels && reply.description.codec === '';
    const mismatch = isText ? undefined : codecMismatch(reply.description, codec);
    if (mismatch !== undefined) throw this.#fail('codec', mismatch);
    this.#become({ state: 'ready', model: reply.description.name });
    this.#watchIdleness();
    return { process, description: reply.description, held: [] };
  }

  /** Starts anew after an end that nobody asked for, a few times. */
  #onExit(process: WorkerProcess, how: string): void {
    if (this.#process !== process) return;
    this.#process = undefined;
    const wait = this.#budget.spend();
    if (wait === undefined) {
      this.#fail(
        'crashes',
        `The model's process failed again and again (${how}). Restart the model to try once more.`,
      );
      return;
    }
    this.#become({ state: 'restarting', reason: `The model's process failed: ${how}.` });
    const starting: Promise<ReadyWorker> = delay(wait).then(() =>
      // Unless somebody has restarted or ended it meanwhile.
      this.#starting === starting ? this.#start() : this.#ready(),
    );
    // Whoever asks for the model hears of a failure; nobody need be asking now.
    starting.catch(() => undefined);
    this.#starting = starting;
  }

  #fail(cause: NonNullable<InferenceState['cause']>, reason: string): ModelUnavailable {
    void this.#stop();
    this.#become({ state: 'failed', cause, reason });
    return new ModelUnavailable(reason);
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const process = this.#process;
    this.#process = undefined;
    this.#starting = undefined;
    await process?.stop();
  }

  #become(state: InferenceState): void {
    this.#state = state;
    this.#options.onState?.(state);
  }
}

/** The sequence as a change to what the worker holds, which from now on is this sequence. */
function changeTo(worker: ReadyWorker, sequence: readonly Token[]) {
  const keep = sharedLength(worker.held, sequence);
  worker.held = [...sequence];
  return { keep, append: sequence.slice(keep) };
}

/** The reply, unless it says that there is none. */
function given(reply: WorkerReply): WorkerReply {
  if (reply.kind === 'cancelled') throw abortError();
  if (reply.kind === 'refused') throw new RangeError(reply.reason);
  return reply;
}

function scoresOf(reply: WorkerReply): readonly Float32Array[] {
  if (reply.kind === 'scores') return reply.scores;
  throw unexpected(reply);
}

function textOf(reply: WorkerReply): string {
  if (reply.kind === 'text') return reply.text;
  throw unexpected(reply);
}

function unexpected({ kind }: WorkerReply): ModelUnavailable {
  return new ModelUnavailable(`The model's process answered ${kind}.`);
}
