import { readFileSync } from 'node:fs';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { createRandom } from '../../server/src/core/random.ts';
import { placeAt } from '../../server/src/generate/session/place.ts';
import { callerNodes } from '../../server/src/generate/session/layer-at.ts';
import { surroundingsAt } from '../../server/src/generate/session/surroundings.ts';
import { createWorkspace } from '../../server/src/generate/session/workspace.ts';
import { readLibrary } from '../../server/src/wiring/installation.ts';
import { openBench, print } from './support.ts';
const { parser, model } = await openBench();
const library = await readLibrary('dist/library.json');
const text = readFileSync(process.env['FILE']!, 'utf8');
const spec = parseSpec(parser, text);
for (let at = text.indexOf('...'); at >= 0; at = text.indexOf('...', at + 1)) {
  const place = placeAt(spec, at)!;
  const { memory } = surroundingsAt(spec, place, createWorkspace([], library), { random: createRandom('a'), temperature: 0.8, named: [] });
  const path = callerNodes(place);
  print(`== ${place.trace.name?.value}`);
  for (const l of memory.layersOfCaller(path.at(-1)?.service ?? '')) print(`  ${l.weight.toFixed(2)} ${l.operation}: ${l.calls.map((c) => `${c.type} ${c.service} ${c.operation}`).join(', ')}`);
  let before: any[] = [];
  for (let i = 0; i < 3; i++) {
    const p = memory.predictNext({ path, before });
    const best = [...p.probabilities].sort((a, b) => b[1] - a[1]);
    print(`  after [${before.map((b) => b.service)}] closeness ${p.closeness} count ${p.count.toFixed(1)}: ${best.slice(0, 5).map(([e, q]) => `${e || 'END'} ${q.toFixed(2)}`).join(', ')}`);
    const first = best.find(([e]) => e !== '' )?.[0] ?? '';
    if (!first) break;
    before = [...before, { type: first.split(' ')[0], service: first.split(' ')[1] }];
  }
}
await model.dispose();
