import { execFileSync } from 'node:child_process';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { fillMany } from '../../server/src/generate/bulk/fill-many.ts';
import { rememberScores } from '../../server/src/generate/bulk/remembered-scores.ts';
import type { ScoringModel } from '../../server/src/generate/language-model.ts';
import { describeMachine } from './figures.ts';
import { openBench, print } from './support.ts';

/**
 * Many fills of one sketch of 20 calls, as `fill --count` does them. COUNT says how many; LLAMA_BENCH names llama.cpp's own
 * benchmark, whose decoding speed stands beside ours.
 */
const TEXT = `trace checkout within 2s {
  http gateway "POST /orders" {
    ... calls 20, depth 4
  }
}
`;
const COUNT = Number(process.env['COUNT'] ?? 600);
const WINDOW = 100;

print(describeMachine());
for (const jobs of [1, 2]) await measure(jobs);
rawSpeed();

async function measure(jobs: number): Promise<void> {
  let [asked, choices] = [0, 0];
  const counting = (model: ScoringModel, count: () => void): ScoringModel => ({
    describe: (signal) => model.describe(signal),
    scoreContinuations: (prefix, texts, signal) => model.scoreContinuations(prefix, texts, signal),
    score: (sequence, candidates, signal) => {
      count();
      return model.score(sequence, candidates, signal);
    },
  });
  const wrap = (model: ScoringModel) =>
    counting(rememberScores(counting(model, () => asked++)), () => choices++);
  const benches = await Promise.all(Array.from({ length: jobs }, () => openBench({ wrap })));
  try {
    const [{ parser }] = benches as [(typeof benches)[number]];
    const snapshot = { uri: 'bench', version: 0, text: TEXT, spec: parseSpec(parser, TEXT) };
    const generators = benches.map(({ generator }) => generator);
    let from = performance.now();
    let filled = 0;
    const seeds = Array.from({ length: COUNT }, (_, seed) => seed);
    const cpu = process.cpuUsage();
    await fillMany(
      generators,
      snapshot,
      { seeds, temperature: 0.8 },
      new AbortController().signal,
      async (result, index) => {
        filled += result.filled;
        if ((index + 1) % WINDOW !== 0) return;
        const rate = (WINDOW * 1000) / (performance.now() - from);
        print(
          `${jobs} ${jobs === 1 ? 'process' : 'processes'}, ${index + 1} traces: ${rate.toFixed(0)} a second (to reach 100), ${(choices / WINDOW).toFixed(0)} choices a trace, ${(asked / WINDOW).toFixed(1)} of them asked`,
        );
        [from, asked, choices] = [performance.now(), 0, 0];
      },
    );
    const { user, system } = process.cpuUsage(cpu);
    print(
      `  filled ${filled} of ${COUNT}; ${((user + system) / 1000 / COUNT).toFixed(1)} ms a trace on a core for all but the model`,
    );
  } finally {
    await Promise.all(benches.map(({ model }) => model.dispose()));
  }
}

function rawSpeed(): void {
  const benchmark = process.env['LLAMA_BENCH'];
  if (benchmark === undefined)
    return void print('llama.cpp’s own decoding speed: not measured, LLAMA_BENCH is not set');
  const options = ['-m', 'models/tracewright.gguf', '-t', '1', '-p', '512', '-n', '128', '-o', 'json'];
  const runs: { n_prompt: number; avg_ts: number }[] = JSON.parse(
    execFileSync(benchmark, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  for (const { n_prompt, avg_ts } of runs)
    print(
      `llama.cpp’s own benchmark, one thread, ${n_prompt > 0 ? 'prompt' : 'decoding'}: ${avg_ts.toFixed(0)} tokens/s`,
    );
}
