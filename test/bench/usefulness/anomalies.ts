import type { Random } from '../../../server/src/core/random.ts';
import { type CallNode, countCalls, depthOf, layersOf } from '../../../server/src/generate/call-node.ts';
import { DISTURBANCES } from './disturb.ts';

/** What a detector sees of a trace, by name: how often each caller calls each callee and how long that takes. */
export type TraceFeatures = Readonly<Record<string, number>>;

/** A trace to be judged, or the same with a fault in it. */
export interface JudgedTrace {
  readonly features: TraceFeatures;
  readonly fault: keyof typeof DISTURBANCES | undefined;
}

/** Each trace as it is, and once with each fault. */
export function withFaults(traces: readonly (readonly CallNode[])[], random: Random): JudgedTrace[] {
  const faults = Object.keys(DISTURBANCES) as (keyof typeof DISTURBANCES)[];
  return traces.flatMap((roots) => [
    { features: featuresOf(roots), fault: undefined },
    ...faults.map((fault) => ({ features: featuresOf(DISTURBANCES[fault](roots, random)), fault })),
  ]);
}

/** Durations in decades of nanoseconds: a mean for each pair of services. */
export function featuresOf(roots: readonly CallNode[]): TraceFeatures {
  const features: Record<string, number> = { calls: countCalls(roots), depth: depthOf(roots) };
  for (const { path, calls } of layersOf(roots)) {
    const caller = path.at(-1)?.service ?? '';
    for (const { type, service, repeat, duration = 0 } of calls) {
      const edge = `${caller} ${type} ${service}`;
      const [seen, mean] = [features[`count ${edge}`] ?? 0, features[`time ${edge}`] ?? 0];
      const all = seen + repeat;
      features[`count ${edge}`] = all;
      features[`time ${edge}`] = (mean * seen + Math.log10(Math.max(1, duration)) * repeat) / all;
    }
  }
  return features;
}
