import { checkSpec } from '../../server/src/core/constraints/check.ts';
import { latencyRulesOf } from '../../server/src/core/schedule/latency.ts';
import { scheduleTrace } from '../../server/src/core/schedule/schedule.ts';
import { buildSpec } from '../../server/src/core/spec/build.ts';
import { syntaxDiagnostics } from '../../server/src/core/syntax/syntax-diagnostics.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { shareOf } from '../../server/src/generate/evaluate/interval.ts';
import { type Asked, brokenRules } from './grid/rules.ts';
import { openBench, percentile, print } from './support.ts';

/**
 * The paper's grid: graphs of 1 to 30 calls and 1 to 6 levels, 136 cells, each asked for RUNS times at each temperature
 * with a response time besides (TraceLLM, figure 7 and appendix C; it ran 50 a cell and reports .75 to .95).
 */
const RUNS = Number(process.env['RUNS'] ?? 5);
const TEMPERATURES = [0, 0.8, 1.2];
const DEEPEST = 6;
const MOST_CALLS = 30;
/** Response times asked for, in milliseconds: those that Alibaba's services mostly have, and none at all. */
const LATENCIES = [undefined, 3, 10, 40, 200];

const { parser, model, generator } = await openBench();
const never = new AbortController().signal;

interface Tally {
  runs: number;
  strict: number;
  released: number;
  clean: number;
  readonly times: number[];
  readonly broken: Map<string, number>;
}

try {
  for (const temperature of TEMPERATURES) await measure(temperature);
} finally {
  await model.dispose();
}

async function measure(temperature: number): Promise<void> {
  const tally: Tally = { runs: 0, strict: 0, released: 0, clean: 0, times: [], broken: new Map() };
  const cells: string[] = [];
  for (let depth = 1; depth <= DEEPEST; depth++) {
    for (let calls = depth; calls <= (depth === 1 ? 1 : MOST_CALLS); calls++) {
      const before = tally.strict;
      for (let run = 0; run < RUNS; run++) await generate(calls, depth, run, temperature, tally);
      if (tally.strict - before < RUNS)
        cells.push(`${calls} calls, depth ${depth}: ${tally.strict - before} of ${RUNS}`);
    }
  }
  print(`T = ${temperature}: ${tally.runs} graphs of 136 cells`);
  print(`  strict rules   ${shown(tally.strict, tally.runs)} (to reach: 100 %)`);
  print(`  released rules ${shown(tally.released, tally.runs)}`);
  print(`  no finding of \`check\` ${shown(tally.clean, tally.runs)}`);
  print(`  a graph: p50 ${at(tally, 0.5)} ms, p95 ${at(tally, 0.95)} ms`);
  for (const [rule, count] of tally.broken) print(`  broken: ${rule} ${count} times`);
  for (const cell of cells) print(`  ${cell}`);
}

async function generate(
  calls: number,
  depth: number,
  run: number,
  temperature: number,
  tally: Tally,
): Promise<void> {
  const latency = LATENCIES[(run + calls + depth) % LATENCIES.length];
  const text = `trace cell {\n  ... calls ${calls}, depth ${depth}${latency === undefined ? '' : `, within ${latency}ms`}\n}\n`;
  const source = parser.open(text);
  const snapshot = { uri: 'bench', version: 0, text, spec: buildSpec(source.root, text).spec };
  source.dispose();
  const started = performance.now();
  const { edits } = await generator.fillAll(snapshot, { seed: 1_000 * run + calls, temperature }, never);
  tally.times.push(performance.now() - started);
  judge(
    applyEdits(text, edits),
    { calls, depth, latency: (latency ?? Number.POSITIVE_INFINITY) * 1e6 },
    tally,
  );
}

function judge(text: string, asked: Asked, tally: Tally): void {
  const source = parser.open(text);
  const { spec } = buildSpec(source.root, text);
  const findings = [...syntaxDiagnostics(source), ...checkSpec(spec)];
  source.dispose();
  const [trace] = spec.items;
  tally.runs++;
  if (findings.length === 0) tally.clean++;
  if (trace?.kind !== 'trace') return;
  const { strict, released } = brokenRules(asked, scheduleTrace(trace, latencyRulesOf(spec)));
  if (strict.length === 0) tally.strict++;
  if (released.length === 0) tally.released++;
  for (const rule of strict) tally.broken.set(rule, (tally.broken.get(rule) ?? 0) + 1);
}

function shown(hits: number, n: number): string {
  const { share, low } = shareOf(hits, n);
  return `${(100 * share).toFixed(1)} % of ${n} (95 %: from ${(100 * low).toFixed(1)} %)`;
}

function at({ times }: Tally, share: number): string {
  return percentile(times, share).toFixed(0);
}
