import {
  type CallNode,
  callsOf,
  countCalls,
  depthOf,
  layersOf,
} from '../../../server/src/generate/call-node.ts';

/** A trace of one of several systems; the same names in two systems are different services. */
export interface SystemTrace {
  readonly system: string;
  readonly roots: readonly CallNode[];
}

/** How far synthetic traces are from real ones; 0 is the same, but for what is a share found. NaN where there are no times. */
export interface Distance {
  /** Kullback-Leibler divergence of the real from the synthetic over the most popular calls, in nats. */
  readonly kl: number;
  /** Total variation over the same calls. */
  readonly variation: number;
  /** Share of the 10 and the 100 services that are called most that are the same. */
  readonly top10: number;
  readonly top100: number;
  /** Wasserstein distances: in calls, levels, shares of a trace's calls that overlap the one before, decades of time. */
  readonly calls: number;
  readonly depth: number;
  readonly outDegree: number;
  readonly inDegree: number;
  readonly siblings: number;
  readonly duration: number;
  readonly response: number;
  /** Share of the traces that are one of the workspace's, names and all. */
  readonly copies: number;
  /** Share of the traces that are one of the workspace's but for names and types. */
  readonly structures: number;
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
  const between = (measure: Measure) => wasserstein(valuesOf(measure, real), valuesOf(measure, synthetic));
  return {
    kl: p.reduce((sum, share, at) => sum + (share > 0 ? share * Math.log(share / (q[at] ?? FLOOR)) : 0), 0),
    variation: p.reduce((sum, share, at) => sum + Math.abs(share - (q[at] ?? 0)), 0) / 2,
    top10: sharedTop(10, real, synthetic),
    top100: sharedTop(100, real, synthetic),
    calls: between('calls'),
    depth: between('depth'),
    outDegree: between('outDegree'),
    inDegree: between('inDegree'),
    siblings: between('siblings'),
    duration: between('duration'),
    response: between('response'),
    copies: shareKnown(synthetic, workspace, identityOf),
    structures: shareKnown(synthetic, workspace, structureOf),
  };
}

/** What of a trace, or of each of its services or calls, is a number whose distribution tells something. */
const MEASURES = {
  calls: (roots: readonly CallNode[]) => [countCalls(roots)],
  depth: (roots: readonly CallNode[]) => [depthOf(roots)],
  outDegree: (roots: readonly CallNode[]) => degrees(roots, 'made'),
  inDegree: (roots: readonly CallNode[]) => degrees(roots, 'received'),
  siblings: (roots: readonly CallNode[]) => [overlapping(roots)],
  duration: (roots: readonly CallNode[]) => callsOf(roots).flatMap(decadesOf),
  response: (roots: readonly CallNode[]) => roots.flatMap(decadesOf),
} as const;

type Measure = keyof typeof MEASURES;

/** Those of the picture. */
const PICTURED = ['calls', 'depth', 'outDegree', 'inDegree'] as const;

/** All values, for a picture of their distributions. */
export function distributionsOf(
  traces: readonly SystemTrace[],
): Readonly<Partial<Record<Measure, readonly number[]>>> {
  return Object.fromEntries(PICTURED.map((measure) => [measure, valuesOf(measure, traces)]));
}

const valuesOf = (measure: Measure, traces: readonly SystemTrace[]): number[] =>
  traces.flatMap(({ roots }) => MEASURES[measure](roots));

/** Share of the calls behind another in their layer that begin before it ends. */
function overlapping(roots: readonly CallNode[]): number {
  const followers = layersOf(roots).flatMap(({ calls }) => calls.slice(1));
  return followers.filter(({ overlaps }) => overlaps).length / Math.max(1, followers.length);
}

/** Shorter durations, and none at all, are told apart by no clock here. */
const SHORTEST = 1e4;

const decadesOf = ({ duration }: CallNode): number[] =>
  duration === undefined ? [] : [Math.log10(Math.max(SHORTEST, duration))];

/** Share of the `most` services called most in real traces that are among as many of the synthetic ones'. */
function sharedTop(most: number, real: readonly SystemTrace[], synthetic: readonly SystemTrace[]): number {
  const expected = topServices(most, real);
  const found = new Set(topServices(most, synthetic));
  return expected.filter((service) => found.has(service)).length / Math.max(1, expected.length);
}

function topServices(most: number, traces: readonly SystemTrace[]): string[] {
  const counts = new Map<string, number>();
  for (const { system, roots } of traces) {
    for (const { service, repeat } of callsOf(roots)) {
      const key = `${system}\n${service}`;
      counts.set(key, (counts.get(key) ?? 0) + repeat);
    }
  }
  return byCount(counts)
    .slice(0, most)
    .map(([service]) => service);
}

/** The most frequent first; equal ones by name. */
const byCount = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

/** Shares of the popular calls among the real and the synthetic traces, both brought to 1 over them. */
function popularCalls(
  real: readonly SystemTrace[],
  synthetic: readonly SystemTrace[],
): readonly [number[], number[]] {
  const seen = countEdges(real);
  const popular = byCount(seen).slice(0, POPULAR);
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

function shareKnown(
  synthetic: readonly SystemTrace[],
  workspace: readonly SystemTrace[],
  nameOf: (trace: SystemTrace) => string,
): number {
  const known = new Set(workspace.map(nameOf));
  return synthetic.filter((trace) => known.has(nameOf(trace))).length / Math.max(1, synthetic.length);
}

const identityOf = (trace: SystemTrace): string =>
  keyOf(trace, ({ type, service, repeat }) => `${type} ${service} ${repeat}`);

const structureOf = (trace: SystemTrace): string => keyOf(trace, ({ repeat }) => `${repeat}`);

/** Layers in order, with their depths: traces with the same calls in the same places have the same key. */
function keyOf({ system, roots }: SystemTrace, nameOf: (call: CallNode) => string): string {
  const layers = layersOf(roots).map(({ path, calls }) => [path.length, ...calls.map(nameOf)].join('\n'));
  return [system, ...layers].join('\n\n');
}
