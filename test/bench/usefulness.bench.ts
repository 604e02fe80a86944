import { writeFileSync } from 'node:fs';
import { createRandom } from '../../server/src/core/random.ts';
import type { CallNode } from '../../server/src/generate/call-node.ts';
import { PARTS, type Part, type Parts, synthesise } from './fidelity/synthesis.ts';
import { printComparison } from './figures.ts';
import { print } from './support.ts';
import { featuresOf, withFaults } from './usefulness/anomalies.ts';
import { windowsOf } from './usefulness/critical-service.ts';
import { type MonitoringGap, monitoringGap } from './usefulness/monitoring.ts';

/**
 * Whether synthetic traces do in the place of real ones: what a service map, a dashboard and a tail sampler make of them; and, in
 * DETECTORS=FILE.json, what `training/detectors.py` trains two detectors on that are then tested on real traces. Needs timed call
 * graphs of one system, which the repository does not hold: GRAPHS=FILE.jsonl[.gz].
 */
const FILE = process.env['GRAPHS'];
const TRACES = Number(process.env['TRACES'] ?? 200);
const SHOWN = Number(process.env['SHOWN'] ?? 20);
const WINDOWS = { windows: 400, size: 20 };
/** What detectors are trained on. */
const TRAINED_ON: readonly Part[] = ['again', 'asked', 'free', 'layers', 'replay'];

/** Heads of the columns, in the order of the table. */
const COLUMNS: Readonly<Record<keyof MonitoringGap, string>> = {
  missing: 'missing',
  invented: 'invented',
  rate: 'rate',
  p50: 'p50',
  p95: 'p95',
  kept: 'kept',
};

if (FILE === undefined)
  print('NOT RUN: GRAPHS names no file of call graphs (GRAPHS=a.jsonl.gz npm run bench usefulness)');
else await measure(FILE);

async function measure(file: string): Promise<void> {
  const parts = await synthesise(file, { systems: 1, traces: TRACES, shown: SHOWN, heldOutOnly: false });
  report(parts);
  const target = process.env['DETECTORS'];
  if (target !== undefined) writeFileSync(target, JSON.stringify(forDetectors(parts)));
}

function report(parts: Parts): void {
  print(
    `${parts.real.length} real traces, ${parts.shown.length} others in the file; off by, and kept of the slowest tenth (.100)`,
  );
  const real = rootsOf(parts.real);
  printComparison(
    COLUMNS,
    TRAINED_ON.map((part) => ({
      name: PARTS[part],
      values: monitoringGap(real, rootsOf(parts[part])),
    })),
  );
}

function rootsOf(traces: Parts[Part]): (readonly CallNode[])[] {
  return traces.map(({ roots }) => roots);
}

function forDetectors(parts: Parts): object {
  const random = createRandom('detectors');
  const real = rootsOf(parts.real);
  return {
    trained_on: TRAINED_ON.map((part) => {
      const traces = rootsOf(parts[part]);
      return {
        name: PARTS[part],
        windows: windowsOf(traces, WINDOWS, random.fork(part)),
        traces: traces.map(featuresOf),
      };
    }),
    tested_on: { windows: windowsOf(real, WINDOWS, random.fork('real')), traces: withFaults(real, random) },
  };
}
