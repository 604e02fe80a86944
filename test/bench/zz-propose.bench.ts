import { readFileSync } from 'node:fs';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { openBench, print } from './support.ts';
const { parser, model, generator } = await openBench();
for (const file of (process.env['FILES'] ?? '').split(' ')) {
  const marked = readFileSync(file, 'utf8');
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const snapshot = { uri: file, version: 0, text, spec: parseSpec(parser, text) };
  const found = await generator.propose(snapshot, offset, { seed: 0, temperature: 0, candidates: Number(process.env['N'] ?? 3) }, new AbortController().signal);
  print(`== ${file}`);
  for (const p of found) print(`--- ${p.score.toFixed(2)}\n${p.text}`);
}
await model.dispose();
