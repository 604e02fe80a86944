import { createRandom } from '../../server/src/core/random.ts';
import { CODEC_NAME, CODEC_VERSION, VOCABULARY } from '../../server/src/generate/codec/vocabulary.ts';
import { superviseModel } from '../../server/src/inference/supervisor.ts';
import { describeMachine } from './figures.ts';
import { percentile, print, residentMegabytes } from './support.ts';

/** The model's process alone: no prompt is written, no proposal checked. */
const model = superviseModel({
  workerPath: 'dist/inference-worker.mjs',
  modelPath: process.env['MODEL'] ?? 'models/tracewright.gguf',
  codec: { name: CODEC_NAME, version: CODEC_VERSION },
  idleMs: 0,
});
const random = createRandom('inference');
const tokens = (count: number) =>
  Array.from({ length: count }, () => 1 + random.below(VOCABULARY.length - 1));
const candidates = tokens(12);

try {
  print(describeMachine());
  await coldStart();
  await steps();
  await prompts();
  await continuations();
  await cancelling();
  print(`memory of the process: ${residentMegabytes(model.pid).toFixed(0)} MB (at most 200)`);
} finally {
  await model.dispose();
}

async function coldStart(): Promise<void> {
  const ms = await timeOf(async () => model.score([0], candidates));
  const { name, parameters, fileBytes } = await model.describe();
  print(`${name}: ${(parameters / 1e6).toFixed(1)} M parameters, ${(fileBytes / 1e6).toFixed(1)} MB`);
  print(`cold start to first score: ${ms.toFixed(0)} ms (at most 2,000)`);
}

/** What decoding does: a token is added, then the next one is scored. */
async function steps(): Promise<void> {
  const sequence = [0, ...tokens(299)];
  await model.score(sequence, candidates);
  const times: number[] = [];
  for (let step = 0; step < 300; step++) {
    sequence.push(...tokens(1));
    times.push(await timeOf(() => model.score(sequence, candidates)));
  }
  const median = percentile(times, 0.5);
  print(
    `a step, 12 candidates, 300 to 600 tokens before: p50 ${microseconds(median)}, p95 ${microseconds(percentile(times, 0.95))}`,
  );
  print(`  ${(1000 / median).toFixed(0)} steps/s (node-llama-cpp with an exact mask, 5M, quiet core: 934)`);
}

async function prompts(): Promise<void> {
  const rates = await repeat(7, async () => {
    const sequence = [0, ...tokens(900)];
    return sequence.length / (await timeOf(() => model.score(sequence, candidates)));
  });
  print(
    `a new prompt of 900 tokens: ${(1000 * percentile(rates, 0.5)).toFixed(0)} tokens/s (5M, quiet core: 6,500)`,
  );
}

async function continuations(): Promise<void> {
  const prefix = [0, ...tokens(299)];
  await model.score(prefix, candidates);
  const texts = Array.from({ length: 10 }, () => tokens(40));
  const times = await repeat(7, () => timeOf(() => model.scoreContinuations(prefix, texts)));
  print(`likelihood of 10 continuations of 40 tokens: ${percentile(times, 0.5).toFixed(0)} ms`);
}

/** From the abort until the process has answered the next request, which is the longer of the two waits. */
async function cancelling(): Promise<void> {
  const times = await repeat(15, async () => {
    const controller = new AbortController();
    const aborted = model.score([0, ...tokens(900)], candidates, controller.signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 5 + random.below(30)));
    controller.abort();
    const next = await timeOf(() => model.score([0], candidates));
    await aborted;
    return next;
  });
  print(
    `abort during a prompt until the next answer: p50 ${percentile(times, 0.5).toFixed(0)}, worst ${Math.max(...times).toFixed(0)} ms (at most 60)`,
  );
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let time = 0; time < times; time++) results.push(await measure());
  return results;
}

function microseconds(ms: number): string {
  return `${(1000 * ms).toFixed(0)} µs`;
}
