import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { printSpec } from '../../server/src/core/print/print.ts';
import { makeSpec, makeTrace } from '../../server/src/core/spec/make.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { statementsOf } from '../../server/src/generate/session/render.ts';
import { readCallGraph } from '../../server/src/generate/training/call-graph.ts';
import { isHeldOut } from '../../server/src/generate/training/held-out.ts';
import { openBench, print } from './support.ts';
const file = process.env['GRAPHS']!;
const graphs = gunzipSync(readFileSync(file)).toString().split('\n').flatMap((l) => (l ? (readCallGraph(l) ?? []) : [])).filter((g) => file.includes('nezha') || isHeldOut(g.service));
const first = graphs.filter((g) => g.service === graphs[Number(process.env['N'] ?? 0)]!.service);
const { parser, model, generator } = await openBench();
const text = printSpec(makeSpec(first.slice(0, 5).map(({ roots }, i) => makeTrace({ name: `seen ${i}`, body: statementsOf(roots) }))));
print(text);
for (let seed = 0; seed < 4; seed++) {
  const whole = `${text}\ntrace generated {\n  ... \n}\n`;
  const { edits } = await generator.fillAll({ uri: 'b', version: seed, text: whole, spec: parseSpec(parser, whole) }, { seed, temperature: 1 }, new AbortController().signal);
  print(applyEdits(whole, edits).slice(text.length));
}
await model.dispose();
