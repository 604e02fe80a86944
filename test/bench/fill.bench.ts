import { parseSpec } from '../../server/src/core/spec/build.ts';
import { openBench, percentile, print, residentMegabytes } from './support.ts';

const TEXT = `trace checkout within 2s {
  http gateway "POST /orders" {
    ... calls 20, depth 4
  }
}
`;
const ROUNDS = 20;

const { parser, model, generator } = await openBench();
try {
  const snapshot = { uri: 'bench', version: 0, text: TEXT, spec: parseSpec(parser, TEXT) };
  const signal = new AbortController().signal;
  const times: number[] = [];
  for (let seed = 0; seed < ROUNDS; seed++) {
    const started = performance.now();
    const { filled } = await generator.fillAll(snapshot, { seed, temperature: 0.8 }, signal);
    if (seed > 0 && filled === 1) times.push(performance.now() - started);
  }
  print(
    `fill of \`...\` for 20 calls, depth 4, warm: p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms, ${times.length} of ${ROUNDS - 1} filled (at most 2,000 ms)`,
  );
  print(`cancel until the next may start: ${(await cancelTime()).toFixed(0)} ms at worst of 20 (at most 60)`);
  print(`memory of the worker: ${residentMegabytes(model.pid).toFixed(0)} MB (at most 200)`);
} finally {
  await model.dispose();
}

/** Longest time between an abort during a fill and the answer to a request made right after it. */
async function cancelTime(): Promise<number> {
  const spec = parseSpec(parser, TEXT);
  let worst = 0;
  for (let seed = 0; seed < 20; seed++) {
    const controller = new AbortController();
    const fill = generator.fillAll(
      { uri: 'bench', version: 0, text: TEXT, spec },
      { seed, temperature: 0.8 },
      controller.signal,
    );
    await new Promise((resolve) => setTimeout(resolve, 20 + seed * 5));
    const started = performance.now();
    controller.abort();
    await fill.catch(() => undefined);
    await model.score([0], [1, 2]);
    worst = Math.max(worst, performance.now() - started);
  }
  return worst;
}
