import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TextRequest } from '../../../../server/src/generate/language-model.ts';
import {
  connectEndpoint,
  type EndpointModel,
} from '../../../../server/src/inference/endpoint/endpoint-model.ts';
import { type Endpoint, endpointProblem } from '../../../../server/src/inference/endpoint/request.ts';

const REQUEST: TextRequest = {
  instruction: 'Write calls.',
  prompt: 'http web "GET /" {\n',
  stop: ['\n}'],
  maxTokens: 48,
  temperature: 0.8,
  seed: 7,
  grammar: 'root ::= "x"',
};

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A real server that answers as the test says, one answer after another; the last one stays. */
let answers: Answer[];
let asked: { readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
let waits: number[];
let server: Server;
let model: EndpointModel | undefined;

beforeEach(async () => {
  [answers, asked, waits] = [[], [], []];
  server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await model?.dispose();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  asked.push({ url: request.url ?? '', headers: request.headers, body: await textOf(request) });
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  answer?.(response, request);
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

const completion = (text: string): Answer => json(200, { choices: [{ text }] });
const chat = (content: string): Answer =>
  json(200, { choices: [{ message: { role: 'assistant', content } }] });
const never: Answer = () => undefined;

function connect(change: Partial<Endpoint> = {}): EndpointModel {
  const { port } = server.address() as AddressInfo;
  model = connectEndpoint({
    endpoint: {
      url: `http://127.0.0.1:${port}/v1/`,
      model: 'small',
      kind: 'completion',
      timeoutMs: 5_000,
      ...change,
    },
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  return model;
}

test('nothing is contacted before the first request', async () => {
  const { state } = connect();
  expect(state).toEqual({ state: 'off' });
  expect(asked).toEqual([]);
});

test('a completion is asked for as OpenAI-compatible servers expect it', async () => {
  answers = [completion('  rpc a B\n')];
  expect(await connect().complete(REQUEST)).toBe('  rpc a B\n');
  expect(asked[0]?.url).toBe('/v1/completions');
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    model: 'small',
    prompt: REQUEST.prompt,
    max_tokens: 48,
    temperature: 0.8,
    seed: 7,
    stop: ['\n}'],
    stream: false,
  });
  expect(asked[0]?.headers.authorization).toBeUndefined();
  expect(model?.state).toMatchObject({ state: 'ready', model: 'small' });
});

test('a chat gets the instruction and the key', async () => {
  answers = [chat('rpc a B')];
  expect(await connect({ kind: 'chat', apiKey: 'secret' }).complete(REQUEST)).toBe('rpc a B');
  expect(asked[0]?.url).toBe('/v1/chat/completions');
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
    messages: [
      { role: 'system', content: 'Write calls.' },
      { role: 'user', content: REQUEST.prompt },
    ],
  });
  expect(asked[0]?.headers.authorization).toBe('Bearer secret');
});

describe('what passes is tried again', () => {
  test('twice, and later each time', async () => {
    answers = [json(500, ''), json(503, ''), completion('x')];
    expect(await connect().complete(REQUEST)).toBe('x');
    expect(waits).toEqual([500, 1_500]);
  });

  test('when the server says, within reason', async () => {
    answers = [
      json(429, '', { 'retry-after': '2' }),
      json(429, '', { 'retry-after': '3600' }),
      completion('x'),
    ];
    expect(await connect().complete(REQUEST)).toBe('x');
    expect(waits).toEqual([2_000, 10_000]);
  });

  test('and given up then', async () => {
    answers = [json(500, { error: { message: 'out of\nmemory' } })];
    await expect(connect().complete(REQUEST)).rejects.toThrow(
      /^127\.0\.0\.1:\d+ has a problem of its own \(500: out of memory\)\. Try again later\.$/,
    );
    expect(asked).toHaveLength(3);
  });
});

describe('what does not pass is said, with what helps', () => {
  test.each<[string, Answer, RegExp]>([
    [
      'a key',
      json(401, { error: 'bad key' }),
      /refuses the API key \(401: bad key\)\. Set it by the command/,
    ],
    ['a model', json(404, ''), /has no such model or address \(404\)\. Check tracewright\.model\.endpoint/],
    [
      'a parameter',
      json(400, { error: { message: 'no stop' } }),
      /does not accept the request \(400: no stop\)/,
    ],
    ['an answer that is none', json(200, 'hello'), /not as an OpenAI-compatible server does/],
    ['an answer of the other kind', chat('x'), /Check .* tracewright\.model\.endpointKind/],
    ['an answer without end', json(200, 'x'.repeat(1_100_000)), /sent more than 1 MB/],
    ['a redirect', json(307, '', { location: 'http://127.0.0.1:1/' }), /cannot be reached/],
  ])('%s', async (_, answer, message) => {
    answers = [answer];
    await expect(connect().complete(REQUEST)).rejects.toThrow(message);
    expect(asked).toHaveLength(1);
    expect(model?.state).toMatchObject({ state: 'failed' });
  });

  test('a server that is not there', async () => {
    const endpoint = connect();
    await new Promise((resolve) => server.close(resolve));
    await expect(endpoint.complete(REQUEST)).rejects.toThrow(
      /^Nothing answers at 127\.0\.0\.1:\d+\. Start the server, or check tracewright\.model\.endpoint\.$/,
    );
  });

  test('a server that does not answer in time', async () => {
    answers = [never];
    await expect(connect({ timeoutMs: 50 }).complete(REQUEST)).rejects.toThrow(
      /did not answer within 0\.05 s/,
    );
    expect(asked).toHaveLength(1);
  });
});

test('a server that failed is left alone until somebody says so', async () => {
  answers = [json(401, ''), completion('x')];
  const endpoint = connect();
  await expect(endpoint.complete(REQUEST)).rejects.toThrow(/refuses/);
  await expect(endpoint.complete(REQUEST)).rejects.toThrow(/refuses/);
  expect(asked).toHaveLength(1);
  await endpoint.restart();
  expect(await endpoint.complete(REQUEST)).toBe('x');
});

test('an abort ends the waiting and the connection', async () => {
  let closed: () => void = () => undefined;
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  answers = [(response) => void response.on('close', closed), completion('x')];
  const endpoint = connect();
  const controller = new AbortController();
  const cancelled = endpoint.complete(REQUEST, controller.signal);
  while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await expect(cancelled).rejects.toThrow(/cancel/);
  await isClosed;
  expect(await endpoint.complete(REQUEST)).toBe('x');
  expect(endpoint.state.state).toBe('ready');
});

test('one request at a time is made', async () => {
  let open = 0;
  let most = 0;
  answers = [
    (response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        completion('x')(response, response.req);
      }, 10);
    },
  ];
  const endpoint = connect();
  await Promise.all([1, 2, 3].map(() => endpoint.complete(REQUEST)));
  expect(most).toBe(1);
});

describe('an address that is not contacted', () => {
  test.each([
    ['ftp://example.org', undefined, /is no address of a server/],
    ['localhost:8080', undefined, /is no address of a server/],
    ['https://me:secret@example.org/v1', undefined, /A password does not belong into an address/],
    ['http://example.org/v1', 'key', /would go to example\.org as plain text/],
  ])('%s', (url, apiKey, problem) => {
    expect(endpointProblem({ url, apiKey })).toMatch(problem);
  });

  test.each([
    ['http://example.org/v1', undefined],
    ['https://example.org/v1', 'key'],
    ['http://localhost:8080/v1', 'key'],
    ['http://[::1]:8080/v1', 'key'],
  ])('unlike %s', (url, apiKey) => {
    expect(endpointProblem({ url, apiKey })).toBeUndefined();
  });
});
