import { createRandom, pick, pickWeighted, type Random } from '../../core/random.ts';
import { latencyRulesOf } from '../../core/schedule/latency.ts';
import type { LatencyRule, Spec, TraceItem } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import { drawLayer } from '../draw.ts';
import type { CallGraph } from './call-graph.ts';
import { type Exercise, entriesOf } from './document.ts';
import { type Habits, habitsOf, NO_HABITS } from './habits.ts';
import { proceduralSystem } from './procedural/system.ts';
import { unroll } from './unroll.ts';

/** An endless supply of exercises of one kind. */
export interface ExerciseSource {
  readonly name: string;
  /** Share of the documents. */
  readonly weight: number;
  next(random: Random): Exercise;
}

/** Traces that the workspace holds besides the one being written. */
const WORKSPACE_SIZES = [0, 0, 0, 1, 2, 3, 5];

/** Share of the exercises of each kind in which nothing is known of the system but its traces in the workspace. */
const WORKSPACE_ONLY = { recorded: 0.5, library: 0.25, procedural: 0.3 };
/** Share of the exercises on systems with names in which these are exchanged for others. */
const DISGUISED_SHARE = 0.5;
/** Share of the exercises on systems with names in which a call made several times stands there as several calls. */
const UNROLLED_SHARE = 0.3;
/** Share of the exercises on recorded graphs in which names are told. */
const NAMED_SHARE = 0.5;

/**
 * Recorded call graphs, grouped by service. A graph is drawn by the root of how often it was seen, and a service by the
 * root of how many graphs it has, so that no giant fills the shards.
 * @param tellsNames whether their names may be spelled; those of benchmark systems that everybody knows are not
 */
export function recordedSource(
  name: string,
  weight: number,
  graphs: readonly CallGraph[],
  tellsNames: boolean,
): ExerciseSource {
  const services = [...groupBy(graphs, (graph) => graph.service).values()];
  const serviceWeights = services.map((group) => Math.sqrt(Math.min(group.length, MAX_GRAPHS_COUNTED)));
  const graphWeights = services.map((group) => group.map((graph) => Math.sqrt(graph.count)));
  const habitsAt = onceEach((index) =>
    habitsOf((services[index] ?? []).slice(0, MAX_GRAPHS_COUNTED).map(({ roots }) => roots)),
  );
  return {
    name,
    weight,
    next: (random) => {
      const index = pickWeighted(random, serviceWeights);
      const group = services[index] ?? [];
      const drawGraph = () => group[pickWeighted(random, graphWeights[index] ?? [])]?.roots ?? [];
      return {
        target: drawGraph(),
        others: drawOthers(random, drawGraph),
        distractors: [],
        named: tellsNames && random.next() < NAMED_SHARE,
        disguised: false,
        workspaceOnly: random.next() < WORKSPACE_ONLY.recorded,
        habits: habitsAt(index),
      };
    },
  };
}

const MAX_GRAPHS_COUNTED = 400;

function onceEach(compute: (index: number) => Habits): (index: number) => Habits {
  const known = new Map<number, Habits>();
  return (index) => {
    const habits = known.get(index) ?? compute(index);
    known.set(index, habits);
    return habits;
  };
}

/** Systems written in the trace language, names and all; other systems' services stand by as wrong answers. */
export function librarySource(name: string, weight: number, systems: readonly Spec[]): ExerciseSource {
  const usable = systems.map(toSystem).filter((system) => system.traces.length > 0);
  return {
    name,
    weight,
    next: (random) => {
      const system = pick(random, usable);
      const drawTrace = asRecorded(() => drawSystem(system, random), random);
      const distractors = random.next() < 0.4 ? pick(random, usable).catalogue : [];
      return {
        target: drawTrace(),
        others: drawOthers(random, drawTrace),
        distractors: [...system.catalogue, ...distractors].filter(() => random.next() < 0.7),
        named: random.next() < 0.95,
        disguised: random.next() < DISGUISED_SHARE,
        workspaceOnly: random.next() < WORKSPACE_ONLY.library,
        habits: system.habits,
      };
    },
  };
}

export function proceduralSource(name: string, weight: number): ExerciseSource {
  return {
    name,
    weight,
    next: (random) => {
      const system = proceduralSystem(random);
      const drawTrace = asRecorded(() => system.draw(random), random);
      const catalogue = entriesOf(Array.from({ length: 6 }, drawTrace), true);
      return {
        target: drawTrace(),
        others: drawOthers(random, drawTrace),
        distractors: catalogue,
        named: random.next() < 0.85,
        disguised: random.next() < DISGUISED_SHARE,
        workspaceOnly: random.next() < WORKSPACE_ONLY.procedural,
        habits: NO_HABITS,
      };
    },
  };
}

/** The same for all traces of a workspace: whoever recorded one recorded the others. */
function asRecorded(draw: () => CallNode[], random: Random): () => CallNode[] {
  return random.next() < UNROLLED_SHARE ? () => unroll(draw(), random) : draw;
}

interface System {
  readonly traces: readonly TraceItem[];
  readonly latency: readonly LatencyRule[];
  readonly catalogue: readonly CatalogueEntry[];
  readonly habits: Habits;
}

/** Draws of each trace of a system that tell what it holds and what is usual in it. */
const DRAWS = 16;

function toSystem(spec: Spec): System {
  const traces = spec.items.filter((item) => item.kind === 'trace');
  const latency = latencyRulesOf(spec);
  const random = createRandom('catalogue');
  const drawn = traces.flatMap((trace) =>
    Array.from({ length: DRAWS }, () => drawLayer(trace.body, { random, latency })),
  );
  return { traces, latency, catalogue: entriesOf(drawn, true), habits: habitsOf(drawn) };
}

function drawSystem(system: System, random: Random): CallNode[] {
  const trace = pick(random, system.traces);
  return drawLayer(trace.body, { random, latency: system.latency });
}

function drawOthers(random: Random, drawTrace: () => readonly CallNode[]): (readonly CallNode[])[] {
  return Array.from({ length: pick(random, WORKSPACE_SIZES) }, drawTrace);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
