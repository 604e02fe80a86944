import { type CallNode, layersOf } from '../../server/src/generate/call-node.ts';
import { filledTrace } from './filled-trace.ts';
import { openBench, print } from './support.ts';
import { UNSEEN_SYSTEMS } from './unseen-systems.ts';
import { declarations, printTraces, type UnseenTrace, unseenTraces } from './unseen-traces.ts';

/**
 * The first trace of a file that declares its services: of systems that neither the model nor the library knows, what comes back for
 * `...` below the entry call of each trace, as who calls whom. SEEDS fills of each.
 */
const SEEDS = Number(process.env['SEEDS'] ?? 4);
const MARK = 'is-filled-here';
const OPEN: CallNode = { type: 'call', service: MARK, repeat: 1, overlaps: false, children: [] };

const { parser, model, generator } = await openBench({ withoutSystems: UNSEEN_SYSTEMS });
const tally = { traces: 0, made: 0, inSystem: 0, inTrace: 0, real: 0, edges: 0, found: 0 };
try {
  const all = unseenTraces(parser);
  for (const one of all) {
    const system = all.filter((other) => other.system === one.system);
    for (let seed = 0; seed < SEEDS; seed++) await measure(one, system, seed);
  }
} finally {
  await model.dispose();
}
const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
print(
  `${(tally.made / tally.traces).toFixed(1)} calls a trace (real ${(tally.real / tally.traces).toFixed(1)}); ` +
    `${share(tally.inSystem, tally.made)} by who calls him in some trace of the system, ${share(tally.inTrace, tally.made)} in the real one, ` +
    `of whose pairs of caller and callee ${share(tally.found, tally.edges)} are found`,
);

async function measure(one: UnseenTrace, system: readonly UnseenTrace[], seed: number): Promise<void> {
  const [entry] = one.roots;
  if (!entry || entry.children.length === 0) return;
  const open = printTraces([{ ...one, roots: [{ ...entry, children: [OPEN] }] }]);
  const text = declarations(system) + open.replace(/call is-filled-here.*/u, '...');
  const made = edgesOf([await filledTrace({ parser, generator }, text, seed)]);
  const real = edgesOf([[entry]]);
  const [inSystem, inTrace] = [new Set(edgesOf(system.map(({ roots }) => roots))), new Set(real)];
  const isMade = new Set(made);
  tally.traces++;
  tally.made += made.length;
  tally.inSystem += made.filter((edge) => inSystem.has(edge)).length;
  tally.inTrace += made.filter((edge) => inTrace.has(edge)).length;
  tally.real += real.length;
  tally.edges += inTrace.size;
  tally.found += [...inTrace].filter((edge) => isMade.has(edge)).length;
}

/** `caller callee` of each call within traces. */
function edgesOf(traces: readonly (readonly CallNode[])[]): string[] {
  return traces
    .flatMap((roots) => layersOf(roots))
    .flatMap(({ path, calls }) => {
      const caller = path.at(-1);
      return caller ? calls.map(({ service }) => `${caller.service} ${service}`) : [];
    });
}
