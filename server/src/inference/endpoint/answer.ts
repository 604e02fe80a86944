import { type Endpoint, hostOf } from './request.ts';

/** Why an endpoint gave no answer; `message` is for the user, with what helps. */
export class EndpointFailure extends Error {
  override readonly name = 'EndpointFailure';
  /** Trying again soon may help. */
  readonly isPassing: boolean;
  /** It stays like this until the user does something. */
  readonly needsUser: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    how: { readonly isPassing?: boolean; readonly needsUser?: boolean; readonly retryAfterMs?: number } = {},
  ) {
    super(message);
    this.isPassing = how.isPassing ?? false;
    this.needsUser = how.needsUser ?? false;
    this.retryAfterMs = how.retryAfterMs;
  }
}

/** A layer is a few hundred bytes; a server that sends more than this is not trusted to end. */
const MAX_BYTES = 1_000_000;
const MAX_DETAIL = 200;

/** What the model said. Rejects with `EndpointFailure` where the answer is none of an OpenAI-compatible server. */
export async function answerText(response: Response, endpoint: Endpoint): Promise<string> {
  const body = await readLimited(response, endpoint);
  const text = textIn(parse(body), endpoint);
  if (text !== undefined) return text;
  throw new EndpointFailure(
    `${hostOf(endpoint)} answered, but not as an OpenAI-compatible server does. Check tracewright.model.endpoint and tracewright.model.endpointKind.`,
    { needsUser: true },
  );
}

function textIn(body: unknown, { kind }: Endpoint): string | undefined {
  const choices = memberOf(body, 'choices');
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const text = kind === 'chat' ? memberOf(memberOf(choice, 'message'), 'content') : memberOf(choice, 'text');
  return typeof text === 'string' ? text : undefined;
}

/** What an answer other than 2xx means. */
export async function failureOf(response: Response, endpoint: Endpoint): Promise<EndpointFailure> {
  const { status } = response;
  const host = hostOf(endpoint);
  const detail = detailIn(await readLimited(response, endpoint).catch(() => ''));
  if (status === 401 || status === 403)
    return new EndpointFailure(
      `${host} refuses the API key (${status}${detail}). Set it by the command "Tracewright: Set API Key of the Endpoint".`,
      { needsUser: true },
    );
  if (status === 404)
    return new EndpointFailure(
      `${host} has no such model or address (404${detail}). Check tracewright.model.endpoint, endpointModel and endpointKind.`,
      { needsUser: true },
    );
  if (status === 429 || status >= 500) {
    const retryAfterMs = retryAfter(response);
    const what = status === 429 ? 'asks for fewer requests' : 'has a problem of its own';
    return new EndpointFailure(`${host} ${what} (${status}${detail}). Try again later.`, {
      isPassing: true,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  return new EndpointFailure(`${host} does not accept the request (${status}${detail}).`, {
    needsUser: true,
  });
}

/** No answer came at all. */
export function unreachable(error: unknown, endpoint: Endpoint, isTooLate: boolean): EndpointFailure {
  const host = hostOf(endpoint);
  if (isTooLate)
    return new EndpointFailure(
      `${host} did not answer within ${endpoint.timeoutMs / 1000} s (tracewright.model.endpointTimeout).`,
    );
  const reason = reasonOf(error);
  if (reason === 'ECONNREFUSED')
    return new EndpointFailure(
      `Nothing answers at ${host}. Start the server, or check tracewright.model.endpoint.`,
    );
  return new EndpointFailure(`${host} cannot be reached (${reason}).`, {
    isPassing: reason === 'ECONNRESET',
  });
}

/** `fetch` says only that it failed; why is in its cause. */
function reasonOf(error: unknown): string {
  const cause = memberOf(error, 'cause');
  const code = memberOf(cause, 'code') ?? memberOf(cause, 'message') ?? memberOf(error, 'message');
  return typeof code === 'string' ? code : String(error);
}

async function readLimited(response: Response, endpoint: Endpoint): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > MAX_BYTES)
      throw new EndpointFailure(`${hostOf(endpoint)} sent more than ${MAX_BYTES / 1e6} MB.`, {
        needsUser: true,
      });
    text += decoder.decode(piece, { stream: true });
  }
  return text;
}

/** The server's own words, as text of one line. */
function detailIn(body: string): string {
  const error = memberOf(parse(body), 'error');
  const message = typeof error === 'string' ? error : memberOf(error, 'message');
  if (typeof message !== 'string' || message === '') return '';
  return `: ${message.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, MAX_DETAIL)}`;
}

/** Seconds, or a date (RFC 9110). */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
