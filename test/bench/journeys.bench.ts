import { type CallNode, callsOf } from '../../server/src/generate/call-node.ts';
import { purposeOf, serves } from '../../server/src/generate/purpose.ts';
import { filledTrace } from './filled-trace.ts';
import { openBench, print } from './support.ts';
import { UNSEEN_SYSTEMS } from './unseen-systems.ts';
import { printTraces, type UnseenTrace, unseenTraces } from './unseen-traces.ts';

/**
 * A further trace in a file: of systems that neither the model nor the library knows, what comes back for `...` below the
 * entry call of one trace, beside one and three others of its system. SEEDS fills of each.
 */
const SEEDS = Number(process.env['SEEDS'] ?? 3);
const MARK = 'is-filled-here';
const OPEN: CallNode = { type: 'call', service: MARK, repeat: 1, overlaps: false, children: [] };

const { parser, model, generator } = await openBench({ withoutSystems: UNSEEN_SYSTEMS });
try {
  for (const others of [1, 3]) await measure(others);
} finally {
  await model.dispose();
}

interface Tally {
  calls: number;
  services: number;
  operations: number;
  against: number;
  /** Calls that stand in the traces beside, and of the real trace's those that do. */
  again: number;
  realAgain: number;
  real: number;
  found: number;
}

async function measure(others: number): Promise<void> {
  const all = unseenTraces(parser);
  const tally: Tally = {
    calls: 0,
    services: 0,
    operations: 0,
    against: 0,
    again: 0,
    realAgain: 0,
    real: 0,
    found: 0,
  };
  for (const one of all) {
    const [entry] = one.roots;
    if (!entry || entry.children.length === 0) continue;
    const beside = all.filter((other) => other.system === one.system && other !== one).slice(0, others);
    for (let seed = 0; seed < SEEDS; seed++) compare(one, beside, await filled(one, beside, seed), tally);
  }
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
  print(
    `beside ${others}: ${share(tally.services, tally.calls)} of the calls go to services of the real trace, ` +
      `${share(tally.operations, tally.calls)} ask them for the same; of the real calls ${share(tally.found, tally.real)} are found; ` +
      `${share(tally.against, tally.calls)} change something for who shows it, or create it for who removes it; ` +
      `${share(tally.again, tally.calls)} stand in the other traces, of the real ones ${share(tally.realAgain, tally.real)}`,
  );
}

/** The calls that are written below the entry. */
async function filled(one: UnseenTrace, beside: readonly UnseenTrace[], seed: number): Promise<CallNode[]> {
  const [entry] = one.roots;
  const open = entry ? [{ ...entry, children: [OPEN] }] : [];
  const text = printTraces([...beside, { ...one, roots: open }]).replace(/call is-filled-here.*/u, '...');
  return callsOf(await filledTrace({ parser, generator }, text, seed)).slice(1);
}

function kindOf({ type, service, operation = '' }: CallNode): string {
  return `${type} ${service} ${operation}`;
}

function compare(
  { roots }: UnseenTrace,
  beside: readonly UnseenTrace[],
  written: readonly CallNode[],
  tally: Tally,
): void {
  const real = callsOf(roots.slice(0, 1)).slice(1);
  const [services, kinds] = [new Set(real.map(({ service }) => service)), new Set(real.map(kindOf))];
  const made = new Set(written.map(kindOf));
  const shown = new Set(beside.flatMap((other) => callsOf(other.roots)).map(kindOf));
  const asked = purposeOf(roots[0]?.operation);
  tally.calls += written.length;
  tally.services += written.filter(({ service }) => services.has(service)).length;
  tally.operations += written.filter((call) => kinds.has(kindOf(call))).length;
  tally.against += written.filter(({ operation }) => !serves(asked, purposeOf(operation))).length;
  tally.again += written.filter((call) => shown.has(kindOf(call))).length;
  tally.realAgain += [...kinds].filter((kind) => shown.has(kind)).length;
  tally.real += kinds.size;
  tally.found += [...kinds].filter((kind) => made.has(kind)).length;
}
