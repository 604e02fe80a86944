/** What a preview costs besides the editor: working the picture out, its size on the way, reading it. */
import { isHostMessage } from '../../media/src/messages.ts';
import { unpackTrace } from '../../media/src/packed.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import { preview } from '../../server/src/features/preview.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { TraceDocument } from '../../server/src/workspace/trace-document.ts';
import { percentile, print } from './support.ts';
import { traceText } from './trace-text.ts';

const KEYS = 40;

const parser = await createParser(await loadGrammarOfClone(process.cwd()));

print('Key to picture without the editor (limit with it: 50 ms for 200 calls, 300 ms for 5,000)');
keystrokes('200 calls', traceText(200));
keystrokes('5,000 calls', traceText(5000));
keystrokes('5,000 calls, 600 services', traceText(5000, { services: 600 }));
keystrokes('10,000 calls', traceText(10_000));
const small = Array.from({ length: 500 }, (_, index) => traceText(20, { name: `trace ${index}` }));
keystrokes('500 traces of 20 calls', small.join('\n'));

/** Types into a duration in the middle of `text` and takes it back, again and again. */
function keystrokes(name: string, text: string): void {
  const document = new TraceDocument(parser, 'file:///bench.trace', 1, text);
  const at = document.positionAt(text.indexOf(' 7ms', text.length / 2) + 2);
  const behind = { line: at.line, character: at.character + 1 };
  const times = { server: [] as number[], wire: [] as number[], view: [] as number[] };
  let size = 0;
  for (let key = 0; key < KEYS; key += 1) {
    const started = performance.now();
    const change =
      key % 2 === 0
        ? { range: { start: at, end: at }, text: '5' }
        : { range: { start: at, end: behind }, text: '' };
    document.change([change], key + 2, started);
    const message = { type: 'show', uri: document.uri, version: key + 2, syntaxErrors: 0 };
    const picture = { ...message, ...preview(document.analysis) };
    const worked = performance.now();
    const sent = JSON.stringify(picture);
    const arrived: unknown = JSON.parse(sent);
    const read = performance.now();
    if (!isHostMessage(arrived) || arrived.type !== 'show' || arrived.shown === undefined)
      throw new Error('The picture does not fit.');
    unpackTrace(arrived.shown);
    times.server.push(worked - started);
    times.wire.push(read - worked);
    times.view.push(performance.now() - read);
    size = sent.length;
  }
  const figures = Object.entries(times).map(
    ([part, all]) => `${part} ${percentile(all, 0.5).toFixed(1)}/${percentile(all, 0.95).toFixed(1)}`,
  );
  print(`  ${name}: ${figures.join(', ')} ms (p50/p95), ${(size / 1000).toFixed(0)} kB`);
  document.dispose();
}
