import { type CallNode, countCalls, depthOf, layersOf } from '../../../server/src/generate/call-node.ts';

/** A trace of one of several systems; the same names in two systems are different services. */
export interface SystemTrace {
  readonly system: string;
  readonly roots: readonly CallNode[];
}

/** How far synthetic traces are from real ones; 0 is the same. */
export interface Distance {
  /** Kullback-Leibler divergence of the real from the synthetic over the most popular calls, in nats. */
  readonly kl: number;
  /** Total variation over the same calls. */
  readonly variation: number;
  /** Wasserstein distances, in calls or levels. */
  readonly calls: number;
  readonly depth: number;
  readonly outDegree: number;
  readonly inDegree: number;
  /** Share of the traces that are one of the workspace's, names and all. */
  readonly copies: number;
}

/** As in the paper: that many of the most popular calls of the real traces, and no probability below the floor. */
const POPULAR = 100;
const FLOOR = 1e-6;

export function distance(
  real: readonly SystemTrace[],
  synthetic: readonly SystemTrace[],
  workspace: readonly SystemTrace[],
): Distance {
  const [p, q] = popularCalls(real, synthetic);
  const known = new Set(workspace.map(identityOf));
  const between = (measure: Measure) => wasserstein(valuesOf(measure, real), valuesOf(measure, synthetic));
  return {
    kl: p.reduce((sum, share, at) => sum + (share > 0 ? share * Math.log(share / (q[at] ?? FLOOR)) : 0), 0),
    variation: p.reduce((sum, share, at) => sum + Math.abs(share - (q[at] ?? 0)), 0) / 2,
    calls: between('calls'),
    depth: between('depth'),
    outDegree: between('outDegree'),
    inDegree: between('inDegree'),
    copies: synthetic.filter((trace) => known.has(identityOf(trace))).length / Math.max(1, synthetic.length),
  };
}

/** What of a trace, or of each of its services, is a number whose distribution tells something. */
const MEASURES = {
  calls: (roots: readonly CallNode[]) => [countCalls(roots)],
  depth: (roots: readonly CallNode[]) => [depthOf(roots)],
  outDegree: (roots: readonly CallNode[]) => degrees(roots, 'made'),
  inDegree: (roots: readonly CallNode[]) => degrees(roots, 'received'),
} as const;

type Measure = keyof typeof MEASURES;

/** All values, for a picture of their distributions. */
export function distributionsOf(
  traces: readonly SystemTrace[],
): Readonly<Record<Measure, readonly number[]>> {
  const of = (measure: Measure) => valuesOf(measure, traces);
  return {
    calls: of('calls'),
    depth: of('depth'),
    outDegree: of('outDegree'),
    inDegree: of('inDegree'),
  };
}

const valuesOf = (measure: Measure, traces: readonly SystemTrace[]): number[] =>
  traces.flatMap(({ roots }) => MEASURES[measure](roots));

/** Shares of the popular calls among the real and the synthetic traces, both brought to 1 over them. */
function popularCalls(
  real: readonly SystemTrace[],
  synthetic: readonly SystemTrace[],
): readonly [number[], number[]] {
  const seen = countEdges(real);
  const popular = [...seen].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, POPULAR);
  const counts = countEdges(synthetic);
  const share = (values: readonly number[]) => {
    const total = values.reduce((sum, value) => sum + value, 0);
    return values.map((value) => Math.max(FLOOR, value / Math.max(1, total)));
  };
  return [share(popular.map(([, count]) => count)), share(popular.map(([edge]) => counts.get(edge) ?? 0))];
}

function countEdges(traces: readonly SystemTrace[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { system, roots } of traces) {
    for (const { path, calls } of layersOf(roots)) {
      for (const { type, service, repeat } of calls) {
        const edge = [system, path.at(-1)?.service ?? '', type, service].join('\n');
        counts.set(edge, (counts.get(edge) ?? 0) + repeat);
      }
    }
  }
  return counts;
}

/** Calls that each service of a trace makes or receives; services that do none of it are left out. */
function degrees(roots: readonly CallNode[], direction: 'made' | 'received'): number[] {
  const counts = new Map<string, number>();
  for (const { path, calls } of layersOf(roots)) {
    for (const call of calls) {
      const name = direction === 'made' ? (path.at(-1)?.service ?? '') : call.service;
      counts.set(name, (counts.get(name) ?? 0) + call.repeat);
    }
  }
  return [...counts.values()];
}

/** Earth mover's distance of two samples on a line: the area between their quantile functions. */
export function wasserstein(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return Number.NaN;
  const [x, y] = [[...a].sort((m, n) => m - n), [...b].sort((m, n) => m - n)];
  const steps = 1_000;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const share = (step + 0.5) / steps;
    sum += Math.abs((x[Math.floor(share * x.length)] ?? 0) - (y[Math.floor(share * y.length)] ?? 0));
  }
  return sum / steps;
}

function identityOf({ system, roots }: SystemTrace): string {
  const layers = layersOf(roots).map(({ path, calls }) =>
    [path.length, ...calls.map(({ type, service, repeat }) => `${type} ${service} ${repeat}`)].join('\n'),
  );
  return [system, ...layers].join('\n\n');
}
