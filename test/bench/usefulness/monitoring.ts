import { type CallNode, callsOf, layersOf } from '../../../server/src/generate/call-node.ts';
import { percentile } from '../support.ts';

/** How far what monitoring tools show of synthetic traces is from what they show of real ones. */
export interface MonitoringGap {
  /** Service map: share of the real calls that run along edges which are missing, and of the synthetic ones on edges of their own. */
  readonly missing: number;
  readonly invented: number;
  /** Dashboard: how far calls a trace, median and 95th percentile of a service are off, in the mean over the real calls. */
  readonly rate: number;
  readonly p50: number;
  readonly p95: number;
  /** Tail sampler: share of the real traces that it keeps where it was set up to keep the slowest tenth of the synthetic ones. */
  readonly kept: number;
}

type Traces = readonly (readonly CallNode[])[];

const KEPT = 0.1;

export function monitoringGap(real: Traces, synthetic: Traces): MonitoringGap {
  const [edges, others] = [edgesOf(real), edgesOf(synthetic)];
  const [services, found] = [servicesOf(real), servicesOf(synthetic)];
  const off = (figure: (times: readonly number[], traces: number) => number) => {
    let [sum, calls] = [0, 0];
    for (const [service, times] of services) {
      const [expected, shown] = [
        figure(times, real.length),
        figure(found.get(service) ?? [0], synthetic.length),
      ];
      sum += times.length * Math.abs(shown / expected - 1);
      calls += times.length;
    }
    return sum / calls;
  };
  const threshold = percentile(synthetic.map(responseOf), 1 - KEPT);
  return {
    missing: shareOutside(edges, others),
    invented: shareOutside(others, edges),
    rate: off((times, traces) => times.length / traces),
    p50: off((times) => percentile(times, 0.5)),
    p95: off((times) => percentile(times, 0.95)),
    kept: real.filter((roots) => responseOf(roots) > threshold).length / real.length,
  };
}

const responseOf = (roots: readonly CallNode[]): number =>
  roots.reduce((total, { duration = 0 }) => total + duration, 0);

/** Calls by caller, type and callee. */
function edgesOf(traces: Traces): Map<string, number> {
  const edges = new Map<string, number>();
  for (const { path, calls } of traces.flatMap(layersOf)) {
    for (const { type, service, repeat } of calls) {
      const edge = `${path.at(-1)?.service ?? ''} ${type} ${service}`;
      edges.set(edge, (edges.get(edge) ?? 0) + repeat);
    }
  }
  return edges;
}

function shareOutside(edges: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  let [outside, all] = [0, 0];
  for (const [edge, count] of edges) {
    all += count;
    if (!others.has(edge)) outside += count;
  }
  return outside / Math.max(1, all);
}

/** Durations of the calls of each service. */
function servicesOf(traces: Traces): Map<string, number[]> {
  const services = new Map<string, number[]>();
  for (const { service, repeat, duration = 0 } of traces.flatMap(callsOf)) {
    const times = services.get(service) ?? [];
    for (let time = 0; time < repeat; time++) times.push(duration);
    services.set(service, times);
  }
  return services;
}
