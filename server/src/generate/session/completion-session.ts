import type { Generator, Snapshot } from '../generator.ts';
import { distinct } from './distinct.ts';
import { type Mode, opensGate, type Request } from './gate.ts';
import { openedBlock } from './opened-block.ts';
import { ProposalCache } from './proposal-cache.ts';
import { fromSelection, withSelection } from './selected-suggestion.ts';
import type { Remainder } from './typed-ahead.ts';
import type { TypingRhythm } from './typing-rhythm.ts';

export interface SessionOptions {
  readonly mode: Mode;
  /** Milliseconds. */
  readonly debounce: number;
  /** How many proposals the user sees when asking for them. */
  readonly candidates: number;
  readonly temperature: number;
}

/** What the session is given by the server. */
export interface SessionHost {
  readonly generator: Pick<Generator, 'propose'>;
  readonly rhythm: TypingRhythm;
  /** Milliseconds on the clock that `rhythm` was told of. */
  now(): number;
  /** Resolves after `ms`, or when `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The same place always gets the same proposal. */
const SEED = 0;

/** Where proposals are asked for, and how many. */
interface Question {
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
  readonly wanted: number;
}

/** A question that the generator is at work on. */
interface Running {
  readonly question: Question;
  readonly controller: AbortController;
  /** Settles when the answer is stored, or there is none. */
  readonly ended: Promise<unknown>;
}

/**
 * Grey text: what is known is answered at once; else it waits for the typing to rest and asks the generator, one request
 * at a time, the newest one only. A request for what the generator is at work on already waits for that.
 */
export class CompletionSession {
  readonly cache = new ProposalCache();
  readonly #host: SessionHost;
  #running: Running | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
  }

  /**
   * Proposals for one place, best first: one where they come by themselves, several where the user asks. Empty when
   * `signal` aborts. `read` gives the document with a text that may differ from the one it has.
   * @throws what the generator throws, `ModelUnavailable` among it; nothing of that is remembered.
   */
  async propose(
    uri: string,
    request: Request,
    options: SessionOptions,
    read: (text: string) => Snapshot,
    signal: AbortSignal,
  ): Promise<readonly Remainder[]> {
    if (options.mode === 'off') return [];
    const wanted = request.trigger === 'automatic' ? 1 : options.candidates;
    const { text, offset } = withSelection(request);
    const question = { uri, text, offset, wanted };
    if (this.#known(question) === undefined) {
      if (!opensGate({ ...request, text, offset }, options.mode)) return [];
      if (request.trigger === 'automatic') await this.#typingRests(request, options.debounce, signal);
      await this.#join(question, signal);
      if (signal.aborted) return [];
      const isKnown = this.#known(question) !== undefined;
      if (!isKnown && !(await this.#ask(question, options.temperature, read, signal))) return [];
    }
    return (this.#known(question) ?? []).flatMap((remainder) => fromSelection(remainder, request) ?? []);
  }

  /**
   * Works out what the editor is about to ask for, so that the answer is there, or under way, when it does.
   * @throws what the generator throws; the editor's request will meet with the same.
   */
  async anticipate(
    uri: string,
    request: Request,
    options: SessionOptions,
    read: (text: string) => Snapshot,
    signal: AbortSignal,
  ): Promise<void> {
    const question = { uri, text: request.text, offset: request.offset, wanted: 1 };
    if (this.#known(question) !== undefined || !opensGate(request, options.mode)) return;
    await this.#ask(question, options.temperature, read, signal);
  }

  #known({ uri, text, offset, wanted }: Question): readonly Remainder[] | undefined {
    return this.cache.find(uri, text, offset, wanted);
  }

  /** Waits where the generator is at work on this very question; what `signal` aborts is then that work. */
  async #join(question: Question, signal: AbortSignal): Promise<void> {
    const running = this.#running;
    if (running === undefined || !answers(running.question, question)) return;
    await following(signal, running.controller, () => running.ended);
  }

  #typingRests({ text, offset }: Request, debounce: number, signal: AbortSignal): Promise<void> {
    const { rhythm, now, wait } = this.#host;
    return wait(
      rhythm.delay(debounce, now(), { inWord: /[\p{L}\p{N}]/u.test(text.charAt(offset - 1)) }),
      signal,
    );
  }

  /** Stores the answer; false where it was aborted. */
  async #ask(
    question: Question,
    temperature: number,
    read: (text: string) => Snapshot,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { uri, text, offset, wanted } = question;
    const opened = openedBlock(text, offset);
    const snapshot = read(opened.text);
    const asked = { seed: SEED, temperature, candidates: wanted };
    return this.#alone(question, signal, async (own) => {
      const proposals = await this.#host.generator.propose(snapshot, offset, asked, own);
      if (own.aborted) return;
      const closed = proposals.map((proposal) => ({ ...proposal, text: proposal.text + opened.tail }));
      this.cache.store(uri, text, offset, wanted, distinct(closed, wanted));
    });
  }

  /** Aborts the question before, waits for its end, then runs this one; false where it was aborted itself. */
  async #alone(
    question: Question,
    signal: AbortSignal,
    run: (own: AbortSignal) => Promise<void>,
  ): Promise<boolean> {
    const previous = this.#running;
    const controller = new AbortController();
    const work = (async () => {
      previous?.controller.abort();
      await previous?.ended;
      if (!controller.signal.aborted) await run(controller.signal);
    })();
    // The next question waits for the end, whatever the end is.
    this.#running = { question, controller, ended: work.catch(() => undefined) };
    try {
      await following(signal, controller, () => work);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
    return !controller.signal.aborted;
  }
}

/** Does `work`, during which an abort of `signal` is one of `controller`. */
async function following<T>(
  signal: AbortSignal,
  controller: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function answers(running: Question, asked: Question): boolean {
  return (
    running.uri === asked.uri &&
    running.text === asked.text &&
    running.offset === asked.offset &&
    running.wanted >= asked.wanted
  );
}
