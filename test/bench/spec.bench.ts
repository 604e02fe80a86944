import { printSpec } from '../../server/src/core/print/print.ts';
import { createRandom } from '../../server/src/core/random.ts';
import { buildSpec, parseSpec } from '../../server/src/core/spec/build.ts';
import { LiveSpec } from '../../server/src/core/spec/live-spec.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { percentile, print } from './support.ts';
import { traceLines } from './trace-text.ts';

const LINES = 10_000;
const KEYSTROKES = 200;

const parser = await createParser(await loadGrammarOfClone(process.cwd()));

print(`One keystroke anywhere in a file of ${LINES} lines: parse and spec (limit 10 ms at p95)`);
for (const traces of [100, 1]) {
  keystrokes(`${traces} traces, sound text`, traceLines(LINES, traces), ['1']);
  keystrokes(`${traces} traces, a line half typed`, traceLines(LINES, traces), ['§', ' ', '%', '"']);
}

print(`A file of ${LINES} lines as a whole`);
const text = traceLines(LINES, 100);
const spec = parseSpec(parser, text);
const document = parser.open(text);
repeat('spec from its tree', () => buildSpec(document.root, text));
repeat('printed (limit 50 ms)', () => printSpec(spec));

/** Types one of `keys` behind one duration of `source` after the other, and takes it back. */
function keystrokes(name: string, source: string, keys: readonly string[]): void {
  const syntax = parser.open(source);
  const live = new LiveSpec(syntax);
  const random = createRandom(name);
  const times: number[] = [];
  if (live.build.spec.items.length === 0) throw new Error('Nothing was read.');
  for (let key = 0; key < KEYSTROKES; key += 1) {
    const at = Math.max(syntax.text.indexOf(' 7ms', random.below(syntax.text.length)), 0) + 1;
    const typed = keys[key % keys.length] ?? '';
    const started = performance.now();
    live.edited(syntax.edit([{ range: { start: at, end: at }, text: typed }]));
    if (live.build.spec.items.length === 0) throw new Error('Nothing was read.');
    times.push(performance.now() - started);
    live.edited(syntax.edit([{ range: { start: at, end: at + typed.length }, text: '' }]));
    if (live.build.spec.items.length === 0) throw new Error('Nothing was read.');
  }
  report(name, times);
  syntax.dispose();
}

function repeat(name: string, run: () => unknown): void {
  const times = Array.from({ length: 20 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  report(name, times);
}

function report(name: string, times: readonly number[]): void {
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  print(`  ${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
}
