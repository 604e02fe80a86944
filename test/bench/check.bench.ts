import { checkSpec } from '../../server/src/core/constraints/check.ts';
import { createRandom } from '../../server/src/core/random.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { TraceDocument } from '../../server/src/workspace/trace-document.ts';
import { percentile, print } from './support.ts';

const LINES = 10_000;
const KEYSTROKES = 60;

const parser = await createParser(await loadGrammarOfClone(process.cwd()));

print(
  `One keystroke in a file of ${LINES} lines (limits: parse 10 ms, diagnostics ready 60 ms, both at p95)`,
);
keystrokes('100 traces', textOf(LINES, 100));
keystrokes('one trace', textOf(LINES, 1));

/** Types a digit into one duration of `text` after the other, and shows what each step takes. */
function keystrokes(name: string, text: string): void {
  const document = new TraceDocument(parser, 'file:///bench.trace', 1, text);
  checkSpec(document.analysis.spec);
  const times = {
    parse: [] as number[],
    syntax: [] as number[],
    spec: [] as number[],
    rules: [] as number[],
    all: [] as number[],
  };
  let at = text.length / 4;
  for (let key = 0; key < KEYSTROKES; key++) {
    at = document.text.indexOf(' 7ms', at + 1);
    const position = document.positionAt(at + 1);
    const started = performance.now();
    document.change([{ range: { start: position, end: position }, text: '1' }], key + 2, started);
    const parsed = performance.now();
    const { syntaxDiagnostics } = document.analysis;
    const explained = performance.now();
    if (document.analysis.spec.items.length === 0) throw new Error('Nothing was read.');
    const built = performance.now();
    const { ruleDiagnostics } = document.analysis;
    const checked = performance.now();
    if (syntaxDiagnostics.length > 0 || ruleDiagnostics.length > 0) throw new Error('The file is sound.');
    times.parse.push(parsed - started);
    times.syntax.push(explained - parsed);
    times.spec.push(built - explained);
    times.rules.push(checked - built);
    times.all.push(checked - started);
  }
  for (const [step, values] of Object.entries(times)) {
    print(
      `  ${name}: ${step} p50 ${percentile(values, 0.5).toFixed(1)} ms, p95 ${percentile(values, 0.95).toFixed(1)} ms`,
    );
  }
  document.dispose();
}

/** Calls three levels deep with the constraints of an ordinary file. */
function textOf(lines: number, traces: number): string {
  const each = Math.floor(lines / traces);
  return Array.from({ length: traces }, (_, index) => traceOf(index, each)).join('\n');
}

function traceOf(index: number, lines: number): string {
  const random = createRandom(index);
  const text = [`trace "trace ${index}" {`, '  http gateway "POST /orders" {'];
  while (text.length < lines - 12) {
    const [a, b] = [random.below(40), random.below(40)];
    text.push(`    rpc service-${a} Reserve 7ms..9s {`);
    text.push(`      db store-${b} "SELECT items" ${1 + random.below(6)}ms`);
    text.push(`      cache cache-${b} GET ~lognormal(p50=1ms, p99=7ms)`, '    }');
    text.push(`    rpc service-${b} Quote 7ms as label-${text.length}`);
  }
  text.push('  }', '  require {', '    duration < 9h', '    calls 1..99999', '    depth <= 5');
  text.push(
    '    every db: duration < 100ms',
    '    some rpc',
    '    count(db store-1) <= 9999',
    '    never store-1 -> gateway',
  );
  return `${text.join('\n')}\n    http gateway before db\n  }\n}`;
}
