import { checkSpec } from '../../server/src/core/constraints/check.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { TraceDocument } from '../../server/src/workspace/trace-document.ts';
import { percentile, print } from './support.ts';
import { traceLines } from './trace-text.ts';

const LINES = 10_000;
const KEYSTROKES = 60;

const parser = await createParser(await loadGrammarOfClone(process.cwd()));

print(
  `One keystroke in a file of ${LINES} lines (limits: parse 10 ms, diagnostics ready 60 ms, both at p95)`,
);
keystrokes('100 traces', traceLines(LINES, 100));
keystrokes('one trace', traceLines(LINES, 1));

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
