import { pick, type Random } from '../../../server/src/core/random.ts';
import { type CallNode, callsOf } from '../../../server/src/generate/call-node.ts';
import { percentile } from '../support.ts';
import { slowed } from './disturb.ts';

/** A service over a window of traces, as FIRM (Qiu et al., OSDI 2020) tells the critical one: by two features. */
export interface ServiceInWindow {
  readonly window: number;
  /** Correlation of its time in a trace with the trace's; decades between its usual and its longest call (p99 by p50). */
  readonly features: readonly [importance: number, congestion: number];
  /** It is the one that was slowed in half of the traces of the window. */
  readonly isCritical: boolean;
}

export interface WindowOptions {
  readonly windows: number;
  /** Traces of a window. */
  readonly size: number;
}

/** How many times as long the slowed service works. */
const SLOWEST = 10;
const LEAST_SLOW = 3;
/** Who is in fewer traces of a window has no correlation to speak of. */
const FEWEST_TRACES = 5;

/** Windows of one system's traces, drawn with replacement; in each a service is slowed in about half of the traces. */
export function windowsOf(
  traces: readonly (readonly CallNode[])[],
  { windows, size }: WindowOptions,
  random: Random,
): ServiceInWindow[] {
  return Array.from({ length: windows }, (_, window) => {
    const drawn = Array.from({ length: size }, () => pick(random, traces));
    const services = frequentServices(drawn);
    if (services.length < 2) return [];
    const critical = pick(random, services);
    const disturbed = drawn.map((roots) => maybeSlowed(roots, critical, random));
    return services.map((service) => ({
      window,
      features: [importance(service, disturbed), congestion(service, disturbed)] as const,
      isCritical: service === critical,
    }));
  }).flat();
}

function maybeSlowed(roots: readonly CallNode[], service: string, random: Random): readonly CallNode[] {
  if (random.next() < 0.5) return roots;
  return slowed(roots, service, LEAST_SLOW + (SLOWEST - LEAST_SLOW) * random.next());
}

function frequentServices(traces: readonly (readonly CallNode[])[]): string[] {
  const counts = new Map<string, number>();
  for (const roots of traces) {
    const services = new Set(callsOf(roots).map(({ service }) => service));
    for (const service of services) counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= FEWEST_TRACES).map(([service]) => service);
}

/** Over the traces that the service is in. */
function importance(service: string, traces: readonly (readonly CallNode[])[]): number {
  const pairs = traces.flatMap((roots): [number, number][] => {
    const times = durationsOf(service, roots);
    return times.length === 0 ? [] : [[sum(times), sum(roots.map(({ duration = 0 }) => duration))]];
  });
  return correlation(pairs);
}

function congestion(service: string, traces: readonly (readonly CallNode[])[]): number {
  const times = traces.flatMap((roots) => durationsOf(service, roots));
  return Math.log10(Math.max(1, percentile(times, 0.99)) / Math.max(1, percentile(times, 0.5)));
}

const durationsOf = (service: string, roots: readonly CallNode[]): number[] =>
  callsOf(roots)
    .filter((call) => call.service === service)
    .map(({ duration = 0 }) => duration);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Pearson's; 0 where one of the two does not vary. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [x, y] = [sum(pairs.map(([a]) => a)) / pairs.length, sum(pairs.map(([, b]) => b)) / pairs.length];
  const [xx, yy] = [sum(pairs.map(([a]) => (a - x) ** 2)), sum(pairs.map(([, b]) => (b - y) ** 2))];
  return xx === 0 || yy === 0 ? 0 : sum(pairs.map(([a, b]) => (a - x) * (b - y))) / Math.sqrt(xx * yy);
}
