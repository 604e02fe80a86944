import { expect, test } from 'vitest';
import { parseReply, parseRequest } from '../../../server/src/inference/protocol.ts';

const description = {
  name: 'Tiny',
  codec: 'tiny',
  codecVersion: 1,
  vocabularySize: 3,
  contextLength: 8,
  parameters: 1,
  fileBytes: 1,
};

test.each([
  { kind: 'describe', id: 1 },
  { kind: 'score', id: 1, keep: 0, append: [1, 2], candidates: [] },
  { kind: 'score-continuations', id: 1, keep: 3, append: [], continuations: [[1], []] },
  { kind: 'cancel', id: 0 },
  { kind: 'shutdown' },
])('$kind is a request', (message) => {
  expect(parseRequest(message)).toBe(message);
});

test.each([
  undefined,
  null,
  'shutdown',
  {},
  { kind: 'describe' },
  { kind: 'format-disk', id: 1 },
  { kind: 'score', id: 1, keep: -1, append: [], candidates: [] },
  { kind: 'score', id: 1, keep: 0, append: [0.5], candidates: [] },
  { kind: 'score', id: 1, keep: 0, append: [], candidates: '1' },
  { kind: 'score-continuations', id: 1, keep: 0, append: [], continuations: [1] },
])('%j is no request', (message) => {
  expect(parseRequest(message)).toBeUndefined();
});

test.each([
  { kind: 'description', id: 1, description },
  { kind: 'scores', id: 1, scores: [new Float32Array(2)] },
  { kind: 'cancelled', id: 1 },
  { kind: 'refused', id: 1, reason: 'too long' },
  { kind: 'unavailable', id: 1, cause: 'missing', detail: 'ENOENT' },
])('$kind is a reply', (message) => {
  expect(parseReply(message)).toBe(message);
});

test.each([
  { kind: 'scores', scores: [] },
  { kind: 'scores', id: 1, scores: [[0.1]] },
  { kind: 'description', id: 1, description: { ...description, contextLength: Number.NaN } },
  { kind: 'unavailable', id: 1, cause: 'tired', detail: '' },
  { type: 'ready' },
])('%j is no reply', (message) => {
  expect(parseReply(message)).toBeUndefined();
});
