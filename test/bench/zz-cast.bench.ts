import { readFileSync } from 'node:fs';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { counterpartsOf } from '../../server/src/generate/library/counterparts.ts';
import { nearestTraces } from '../../server/src/generate/library/nearest.ts';
import { callsOf } from '../../server/src/generate/call-node.ts';
import { declaredType } from '../../server/src/generate/session/declared-type.ts';
import { readLibrary } from '../../server/src/wiring/installation.ts';
import { openBench, print } from './support.ts';
const { parser, model } = await openBench();
const library = await readLibrary('dist/library.json');
for (const file of process.env['FILES']!.split(' ')) {
  const spec = parseSpec(parser, readFileSync(file, 'utf8'));
  const members = spec.items.flatMap((item) => (item.kind === 'service' ? [{ service: item.name.value, type: declaredType(item) }] : []));
  const trace = spec.items.find((item) => item.kind === 'trace') as any;
  const call = trace.body[0];
  const from = performance.now();
  const found = nearestTraces(library, { title: trace.name?.value ?? '', callers: [{ type: call.type, service: call.callee.value, operation: call.operation?.value }], services: members.map(({ service }) => service) }, 10);
  print(`== ${file} ${(performance.now() - from).toFixed(1)} ms`);
  for (const { system, trace, nearness } of found) {
    const plain = new Map(system.traces.flatMap((t) => callsOf(t.roots)).map(({ service, type }) => [service, { service, type }]));
    const c = counterpartsOf(plain, { members, isWhole: true });
    const own = new Set(c.values());
    print(`${nearness.toFixed(2)} ${own.size}/${members.length} ${system.name} ${trace.name}: ${[...c].map(([a, b]) => `${a}=${b}`).join(' ')}`);
  }
}
await model.dispose();
