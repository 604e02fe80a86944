import { pick, pickWeighted, type Random, shuffled } from '../../core/random.ts';
import type { CallNode } from '../call-node.ts';
import { type Catalogue, type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import { MAX_SERVICES } from '../codec/vocabulary.ts';
import type { CallGraph } from '../training/call-graph.ts';
import { entriesOf } from '../training/document.ts';

/** A trace whose parts are asked for one by one, in a workspace that holds `k` other traces of its system. */
export interface EvaluationCase {
  readonly target: readonly CallNode[];
  readonly others: readonly (readonly CallNode[])[];
  /** Services of the system, in the order of their references. */
  readonly catalogue: Catalogue;
}

/** Graphs of a system that its catalogue of services is read from. */
const CATALOGUE_GRAPHS = 40;

/** The graphs of one system (an entry service of a source). */
interface System {
  readonly graphs: readonly CallGraph[];
  /** Those that may be asked about. */
  readonly targets: readonly CallGraph[];
}

/**
 * Draws cases of call graphs, each system as often as the root of how many of its graphs may be asked about.
 * @param isTarget which may be; the others stand in workspaces only
 */
export function drawCases(
  graphs: readonly CallGraph[],
  k: number,
  count: number,
  random: Random,
  isTarget: (graph: CallGraph) => boolean = () => true,
): EvaluationCase[] {
  const systems = [...groupBySystem(graphs).values()]
    .filter((system) => system.length > k)
    .map((system): System => ({ graphs: system, targets: system.filter(isTarget) }))
    .filter(({ targets }) => targets.length > 0);
  const weights = systems.map(({ targets }) => Math.sqrt(targets.length));
  const [first] = systems;
  if (!first) return [];
  return Array.from({ length: count }, () =>
    drawCase(systems[pickWeighted(random, weights)] ?? first, k, random),
  );
}

/** Never the trace itself, but perhaps one of the same structure: traces of a system do repeat themselves. */
function drawCase({ graphs, targets }: System, k: number, random: Random): EvaluationCase {
  const target = pick(random, targets);
  const others: CallGraph[] = [];
  while (others.length < k) {
    const other = pick(random, graphs);
    if (other !== target && !others.includes(other)) others.push(other);
  }
  const shown = [target, ...others, ...shuffled(random, graphs).slice(0, CATALOGUE_GRAPHS)];
  return {
    target: target.roots,
    others: others.map(({ roots }) => roots),
    catalogue: shuffledCatalogue(
      shown.map(({ roots }) => roots),
      random,
    ),
  };
}

function shuffledCatalogue(traces: readonly (readonly CallNode[])[], random: Random): Catalogue {
  const entries: CatalogueEntry[] = entriesOf(traces, true).slice(0, MAX_SERVICES);
  return createCatalogue(shuffled(random, entries));
}

function groupBySystem(graphs: readonly CallGraph[]): Map<string, CallGraph[]> {
  const systems = new Map<string, CallGraph[]>();
  for (const graph of graphs) {
    const name = `${graph.source} ${graph.service.split(' ', 1)[0]}`;
    const system = systems.get(name);
    if (system) system.push(graph);
    else systems.set(name, [graph]);
  }
  return systems;
}
