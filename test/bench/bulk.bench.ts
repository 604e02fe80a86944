import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import type { ScoringModel } from '../../server/src/generate/language-model.ts';
import { rememberScores } from '../../server/src/generate/remembered-scores.ts';
import { BULK_SEQUENCES } from '../../server/src/wiring/assemble.ts';
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
const COUNT = Number(process.env['COUNT'] ?? 1000);
const WINDOW = 100;

print(describeMachine());
await inOneProcess();
for (const jobs of [1, 2]) onTheCommandLine(jobs);
rawSpeed();

async function inOneProcess(): Promise<void> {
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
  const { parser, model, generator } = await openBench({ wrap, sequences: BULK_SEQUENCES });
  try {
    const snapshot = { uri: 'bench', version: 0, text: TEXT, spec: parseSpec(parser, TEXT) };
    const { signal } = new AbortController();
    let [from, cpu] = [performance.now(), process.cpuUsage()];
    for (let seed = 0; seed < COUNT; seed++) {
      await generator.fillAll(snapshot, { seed, temperature: 0.8 }, signal);
      if ((seed + 1) % WINDOW !== 0) continue;
      const { user, system } = process.cpuUsage(cpu);
      print(
        `one generator, ${seed + 1} traces: ${((WINDOW * 1000) / (performance.now() - from)).toFixed(0)} a second; ` +
          `${(choices / WINDOW).toFixed(0)} choices a trace, the model is asked for ${(asked / WINDOW).toFixed(1)}; ` +
          `${((user + system) / 1000 / WINDOW).toFixed(1)} ms of a core for all but the model`,
      );
      [from, cpu, asked, choices] = [performance.now(), process.cpuUsage(), 0, 0];
    }
  } finally {
    await model.dispose();
  }
}

function onTheCommandLine(jobs: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'bulk-'));
  try {
    const sketch = path.join(folder, 'sketch.trace');
    writeFileSync(sketch, TEXT);
    const started = performance.now();
    const options = ['--count', `${COUNT}`, '--jobs', `${jobs}`, '-o', path.join(folder, 'out')];
    execFileSync(process.execPath, ['dist/cli.cjs', 'fill', sketch, ...options], { stdio: 'ignore' });
    const rate = (COUNT * 1000) / (performance.now() - started);
    print(
      `fill --count ${COUNT} --jobs ${jobs}, start and files included: ${rate.toFixed(0)} traces a second (to reach 100 on two cores)`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rawSpeed(): void {
  const benchmark = process.env['LLAMA_BENCH'];
  if (benchmark === undefined) {
    print("llama.cpp's own decoding speed: not measured, LLAMA_BENCH is not set");
    return;
  }
  const options = ['-m', 'models/tracewright.gguf', '-t', '1', '-p', '512', '-n', '128', '-o', 'json'];
  const runs: { n_prompt: number; avg_ts: number }[] = JSON.parse(
    execFileSync(benchmark, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  for (const { n_prompt, avg_ts } of runs)
    print(
      `llama.cpp's own benchmark, one thread, ${n_prompt > 0 ? 'prompt' : 'decoding'}: ${avg_ts.toFixed(0)} tokens/s`,
    );
}
