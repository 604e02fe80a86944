import { setTimeout as delay } from 'node:timers/promises';
import { ModelUnavailable, type TextModel, type TextRequest } from '../../generate/language-model.ts';
import { untilAborted } from '../abort.ts';
import type { InferenceState } from '../state.ts';
import { answerText, EndpointFailure, failureOf, unreachable } from './answer.ts';
import { type Endpoint, requestBody, requestUrl } from './request.ts';

export interface EndpointModelOptions {
  readonly endpoint: Endpoint;
  /** At every change of `state`. */
  readonly onState?: (state: InferenceState) => void;
  readonly fetch?: typeof fetch;
  /** Milliseconds; rejects when the signal aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** A general model behind an OpenAI-compatible server. Nothing is contacted before the first request. */
export interface EndpointModel extends TextModel {
  readonly state: InferenceState;
  /** Forgets failures, so that the next request tries again. */
  restart(): Promise<InferenceState>;
  dispose(): Promise<void>;
}

export function connectEndpoint(options: EndpointModelOptions): EndpointModel {
  return new RemoteModel(options);
}

/** Waits before the second and the third try; a server that says how long to wait is believed, within reason. */
const BACK_OFF_MS = [500, 1_500];
const LONGEST_WAIT_MS = 10_000;
/** A server that failed is left alone for as long; grey text would ask it again at every pause. */
const REST_MS = 30_000;

class RemoteModel implements EndpointModel {
  readonly #options: EndpointModelOptions;
  readonly #ended = new AbortController();
  #state: InferenceState = { state: 'off' };
  #failure: { readonly error: EndpointFailure; readonly at: number } | undefined;
  /** Settles when all requests made so far have ended: one at a time is asked. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: EndpointModelOptions) {
    this.#options = options;
  }

  get state(): InferenceState {
    return this.#state;
  }

  complete(request: TextRequest, signal?: AbortSignal): Promise<string> {
    const both = signal ? AbortSignal.any([signal, this.#ended.signal]) : this.#ended.signal;
    const answer = this.#turn.then(() => this.#ask(request, both));
    this.#turn = answer.catch(() => undefined);
    return untilAborted(answer, signal);
  }

  async restart(): Promise<InferenceState> {
    this.#failure = undefined;
    this.#become({ state: 'off' });
    return this.#state;
  }

  async dispose(): Promise<void> {
    this.#ended.abort();
    await this.#turn;
  }

  async #ask(request: TextRequest, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    this.#refuseWhileResting();
    const started = performance.now();
    try {
      const text = await this.#tryOften(request, signal);
      this.#failure = undefined;
      const { model } = this.#options.endpoint;
      this.#become({ state: 'ready', model, lastLatencyMs: performance.now() - started });
      return text;
    } catch (error) {
      signal.throwIfAborted();
      throw this.#fail(error instanceof EndpointFailure ? error : new EndpointFailure(String(error)));
    }
  }

  async #tryOften(request: TextRequest, signal: AbortSignal): Promise<string> {
    for (const backOff of [...BACK_OFF_MS, undefined]) {
      try {
        return await this.#tryOnce(request, signal);
      } catch (error) {
        const mayTryAgain = error instanceof EndpointFailure && error.isPassing && backOff !== undefined;
        if (!mayTryAgain) throw error;
        const wait = this.#options.wait ?? ((ms, until) => delay(ms, undefined, { signal: until }));
        await wait(Math.min(LONGEST_WAIT_MS, error.retryAfterMs ?? backOff), signal);
      }
    }
    throw new EndpointFailure('The endpoint did not answer.');
  }

  async #tryOnce(request: TextRequest, signal: AbortSignal): Promise<string> {
    const { endpoint } = this.#options;
    const limit = AbortSignal.timeout(endpoint.timeoutMs);
    try {
      const response = await (this.#options.fetch ?? fetch)(requestUrl(endpoint), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(endpoint.apiKey === undefined ? {} : { authorization: `Bearer ${endpoint.apiKey}` }),
        },
        body: JSON.stringify(requestBody(endpoint, request)),
        // A key goes to the server that it was set for, and nowhere else.
        redirect: 'error',
        signal: AbortSignal.any([signal, limit]),
      });
      if (!response.ok) throw await failureOf(response, endpoint);
      return await answerText(response, endpoint);
    } catch (error) {
      if (error instanceof EndpointFailure) throw error;
      signal.throwIfAborted();
      throw unreachable(error, endpoint, limit.aborted);
    }
  }

  #refuseWhileResting(): void {
    if (!this.#failure) return;
    const { error, at } = this.#failure;
    if (error.needsUser || performance.now() - at < REST_MS) throw new ModelUnavailable(error.message);
  }

  #fail(error: EndpointFailure): ModelUnavailable {
    this.#failure = { error, at: performance.now() };
    this.#become({ state: 'failed', cause: 'other', reason: error.message });
    return new ModelUnavailable(error.message);
  }

  #become(state: InferenceState): void {
    this.#state = state;
    this.#options.onState?.(state);
  }
}
