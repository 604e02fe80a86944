import type { TextRequest } from '../../generate/language-model.ts';

/** Which of the two OpenAI-compatible routes a server is asked by. */
export type EndpointKind = 'completion' | 'chat';

/** An OpenAI-compatible server and how it is asked. */
export interface Endpoint {
  /** Such as `http://127.0.0.1:8080/v1`. */
  readonly url: string;
  /** The model's name there; some servers have one only and do not care. */
  readonly model: string;
  readonly kind: EndpointKind;
  readonly apiKey?: string | undefined;
  /** For one answer. */
  readonly timeoutMs: number;
}

const ROUTES: Readonly<Record<EndpointKind, string>> = {
  completion: 'completions',
  chat: 'chat/completions',
};

/** Why this endpoint cannot be asked at all; undefined where it can. */
export function endpointProblem({ url, apiKey }: Pick<Endpoint, 'url' | 'apiKey'>): string | undefined {
  const parsed = parseUrl(url);
  const setting = 'Check the setting tracewright.model.endpoint.';
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:')
    return `\`${url}\` is no address of a server such as http://127.0.0.1:8080/v1. ${setting}`;
  if (parsed.username !== '' || parsed.password !== '')
    return `A password does not belong into an address. Use the command "Set API Key of the Endpoint". ${setting}`;
  if (apiKey !== undefined && parsed.protocol === 'http:' && !isThisMachine(parsed.hostname))
    return `The API key would go to ${parsed.host} as plain text. Use https, or remove the key. ${setting}`;
  return undefined;
}

function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** Server and port, as messages name it. */
export function hostOf({ url }: Pick<Endpoint, 'url'>): string {
  return parseUrl(url)?.host ?? url;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/u.test(hostname);
}

export function requestUrl({ url, kind }: Endpoint): string {
  return `${url.replace(/\/+$/u, '')}/${ROUTES[kind]}`;
}

export function requestBody({ kind, model }: Endpoint, request: TextRequest): object {
  const { instruction, prompt, maxTokens, temperature, seed, stop } = request;
  const common = { model, max_tokens: maxTokens, temperature, seed, stop, stream: false };
  if (kind === 'completion') return { ...common, prompt };
  const messages = [
    { role: 'system', content: instruction },
    { role: 'user', content: prompt },
  ];
  return { ...common, messages };
}
