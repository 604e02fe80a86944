import type { Generator, Proposal, Snapshot } from '../generator.ts';
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

/**
 * Grey text: what is known is answered at once; else it waits for the typing to rest and asks the generator, one request
 * at a time, the newest one only.
 */
export class CompletionSession {
  readonly cache = new ProposalCache();
  readonly #host: SessionHost;
  #running: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined;

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
    const known = this.cache.find(uri, text, offset, wanted);
    if (known === undefined) {
      if (!opensGate({ ...request, text, offset }, options.mode)) return [];
      if (request.trigger === 'automatic') await this.#typingRests(request, options.debounce, signal);
      if (signal.aborted) return [];
      await this.#ask({ uri, text, offset }, wanted, options.temperature, read, signal);
    }
    const left = known ?? this.cache.find(uri, text, offset, wanted) ?? [];
    return left.flatMap((remainder) => fromSelection(remainder, request) ?? []);
  }

  #typingRests({ text, offset }: Request, debounce: number, signal: AbortSignal): Promise<void> {
    const { rhythm, now, wait } = this.#host;
    return wait(
      rhythm.delay(debounce, now(), { inWord: /[\p{L}\p{N}]/u.test(text.charAt(offset - 1)) }),
      signal,
    );
  }

  /** Stores the answer unless it was aborted. */
  async #ask(
    place: { readonly uri: string; readonly text: string; readonly offset: number },
    wanted: number,
    temperature: number,
    read: (text: string) => Snapshot,
    signal: AbortSignal,
  ): Promise<void> {
    const { uri, text, offset } = place;
    const opened = openedBlock(text, offset);
    const snapshot = read(opened.text);
    const asked = { seed: SEED, temperature, candidates: wanted };
    const proposals = await this.#alone(signal, (own) =>
      this.#host.generator.propose(snapshot, offset, asked, own),
    );
    if (proposals === undefined) return;
    const closed = proposals.map((proposal) => ({ ...proposal, text: proposal.text + opened.tail }));
    this.cache.store(uri, text, offset, wanted, distinct(closed, wanted));
  }

  /** Aborts the request before, waits for its end, then runs this one; undefined where it was aborted itself. */
  async #alone(
    signal: AbortSignal,
    run: (own: AbortSignal) => Promise<readonly Proposal[]>,
  ): Promise<readonly Proposal[] | undefined> {
    const previous = this.#running;
    const controller = new AbortController();
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort);
    const work = (async () => {
      previous?.controller.abort();
      await previous?.ended;
      return controller.signal.aborted ? undefined : run(controller.signal);
    })();
    // The next request waits for the end, whatever the end is.
    this.#running = { controller, ended: work.catch(() => undefined) };
    try {
      const proposals = await work;
      return controller.signal.aborted ? undefined : proposals;
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
}
