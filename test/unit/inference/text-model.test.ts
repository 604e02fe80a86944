import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseSpec } from '../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { createAuthor } from '../../../server/src/generate/author/layer-author.ts';
import { layerGrammar } from '../../../server/src/generate/author/layer-grammar.ts';
import type { TextRequest } from '../../../server/src/generate/language-model.ts';
import { createMemory } from '../../../server/src/generate/memory/memory.ts';
import { type SupervisedModel, superviseModel } from '../../../server/src/inference/supervisor.ts';
import { buildWorker, TINY_CODEC, textModel, tinyModel } from '../../support/inference.ts';
import { findingsIn } from '../../support/meet-conditions.ts';
import { testParser } from '../../support/parser.ts';

/** A process that loads llama.cpp: seconds on a busy machine. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NOTHING_TYPED = { isTyped: false, needsBlank: false };
const REQUEST: TextRequest = {
  instruction: '',
  prompt: 'http web "GET /" {\n',
  stop: ['\n}'],
  maxTokens: 300,
  temperature: 3,
  seed: 1,
  // Its weights are random and its opinions strong: left to itself it only ends layers.
  grammar: layerGrammar(NOTHING_TYPED, false).replace('line*', 'line line line'),
};

let parser: TraceParser;
let workerPath: string;
let model: SupervisedModel;

beforeAll(async () => {
  [parser, workerPath] = await Promise.all([testParser(), buildWorker()]);
  model = superviseModel({
    workerPath,
    modelPath: textModel,
    codec: TINY_CODEC,
    acceptsTextModels: true,
    idleMs: 0,
  });
});

afterAll(async () => {
  await model.dispose();
  parser.dispose();
});

test('a model that knows no codec is taken as one that writes texts', async () => {
  expect(await model.describe()).toMatchObject({ name: 'Tiny text', codec: '', contextLength: 4096 });
  expect(model.state.state).toBe('ready');
});

test('it is refused where only our own models serve', async () => {
  const strict = superviseModel({ workerPath, modelPath: textModel, codec: TINY_CODEC, idleMs: 0 });
  await expect(strict.describe()).rejects.toThrow('Tiny text was not trained for Tracewright');
  await strict.dispose();
});

test('a model of ours writes no texts', async () => {
  const ours = superviseModel({ workerPath, modelPath: tinyModel('q8_0'), codec: TINY_CODEC, idleMs: 0 });
  await expect(ours.complete(REQUEST)).rejects.toThrow('This model writes layers, not texts.');
  await ours.dispose();
});

test('whatever it knows, the grammar makes it write calls', async () => {
  const lines: string[] = [];
  for (let seed = 1; seed <= 12; seed++) {
    const text = await model.complete({ ...REQUEST, seed });
    lines.push(...text.slice(0, text.lastIndexOf('\n') + 1).split(/(?<=\n)/u));
  }
  const written = lines.filter((line) => line !== '');
  expect(written.length).toBeGreaterThan(12);
  const unreadable = written.filter((line) =>
    findingsIn(`trace a {\n${line}}\n`, parser).some(isSyntaxError),
  );
  expect(unreadable).toEqual([]);
});

const isSyntaxError = (finding: string): boolean => finding.startsWith('syntax');

test('the same seed gives the same text, another one another', async () => {
  const first = await model.complete(REQUEST);
  expect(await model.complete({ ...REQUEST, seed: 2 })).not.toBe(first);
  expect(await model.complete(REQUEST)).toBe(first);
});

test('an author makes calls of what it wrote', async () => {
  const author = createAuthor(model, (text) => parseSpec(parser, text));
  const request = {
    memory: createMemory(),
    services: [],
    path: [],
    before: [],
    beginning: 'rpc stock ',
    isNextOnly: true,
  };
  const drafted = await author.draft({ ...request, temperature: 1, seed: 3 }, new AbortController().signal);
  expect(drafted).toMatchObject([{ type: 'rpc', service: 'stock' }]);
});

test('an abort ends the waiting, and the next request is answered', async () => {
  const controller = new AbortController();
  const cancelled = model.complete(
    { ...REQUEST, maxTokens: 2_000, prompt: 'x'.repeat(1_500) },
    controller.signal,
  );
  controller.abort();
  await expect(cancelled).rejects.toThrow(/cancel/i);
  expect(await model.complete({ ...REQUEST, maxTokens: 5 })).not.toBe('');
});

test('a prompt that is too long is refused', async () => {
  const asked = model.complete({ ...REQUEST, prompt: 'x'.repeat(5_000) });
  await expect(asked).rejects.toThrow("5000 tokens and an answer of 300: the model's context holds 4097.");
});
