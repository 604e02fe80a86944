import type { Conditions } from '../../core/constraints/conditions.ts';
import { conditionsAt } from '../../core/constraints/conditions-at.ts';
import { createRandom } from '../../core/random.ts';
import { flattenTrace } from '../../core/schedule/flat-trace.ts';
import type { Spec, SubtreeHole } from '../../core/spec/spec.ts';
import { countCalls, depthOf } from '../call-node.ts';
import { type Budget, isFeasible } from '../decoder/budget.ts';
import { decodeSubtree } from '../decoder/decode-subtree.ts';
import { RuleState } from '../decoder/rule-state.ts';
import { ROOT_CALLER, type StoredLayer } from '../memory/evidence.ts';
import { attemptAt, type Decoding, unlessDeadEnd } from './decoding.ts';
import type { Filling } from './fill.ts';
import type { SubtreeHoleSite } from './hole-sites.ts';
import { indentAt } from './indent.ts';
import { layerAt } from './layer-at.ts';
import { requiredServices } from './named-services.ts';
import { plansFor } from './plans.ts';
import { renderCalls } from './render.ts';

/** Where nothing says how many calls `...` stands for, and nothing shows it. */
const MOST_CALLS = 16;
const MOST_LEVELS = 4;
/** Calls of a layer that was seen, and below it, up to which it shows that. */
const MOST_SHOWN = 100;

/** Writes the calls that a `...` stands for. */
export async function fillSubtree(
  decoding: Decoding,
  spec: Spec,
  site: SubtreeHoleSite,
  options: { readonly seed: string; readonly temperature: number },
): Promise<Filling> {
  const { place } = site;
  const conditions = conditionsAt(spec, place.trace, {
    path: place.path,
    index: place.index,
    hole: site.hole,
  });
  if (conditions.impossible) return { refused: conditions.impossible.reason };
  const widest = budgetOf(conditions, site);
  if (!isFeasible(widest)) return { refused: 'No number of calls and levels fits the constraints here.' };
  if (widest.calls.max === 0) return { text: '' };
  const layer = layerAt(spec, place);
  let usual: Budget | undefined;
  for (const [round, { draws, ...plan }] of plansFor(widest, isWholeTrace(site)).entries()) {
    const seed = `${options.seed}/${round}`;
    const attempt = attemptAt(decoding, spec, place, {
      ...options,
      seed,
      named: requiredServices(conditions),
    });
    const rules = new RuleState(conditions);
    // What was seen is the same in each attempt.
    const caller = layer.path.at(-1)?.service ?? ROOT_CALLER;
    usual ??= asSeen(widest, conditions, site, attempt.around.memory.layersOfCaller(caller));
    const task = {
      ...plan,
      path: layer.path,
      before: layer.before,
      budget: draws ? drawnFrom(usual, site, seed) : usual,
      rules,
      time: conditions.time.max,
      placement: layer.together ? ('par' as const) : ('free' as const),
      width: Number.POSITIVE_INFINITY,
      wishes: { slow: conditions.slow, rare: conditions.rare },
    };
    const calls = await unlessDeadEnd(decodeSubtree(attempt.start, task, attempt.around));
    if (calls && rules.missing().length === 0) return { text: renderCalls(calls, indentAt(place), layer) };
  }
  return { refused: 'The services known here cannot meet the constraints of this `...`.' };
}

/** Nothing else is called in the trace: it begins with one call, which makes the others. */
function isWholeTrace({ place }: SubtreeHoleSite): boolean {
  return flattenTrace(place.trace).steps.length === 1;
}

/** The calls and levels that `...` may come to. */
function budgetOf({ calls, depth }: Conditions, { hole }: SubtreeHoleSite): Budget {
  const stated = statesCalls(hole);
  const least = stated ? Math.max(calls.min, depth.min) : Math.max(1, calls.min);
  const usual = Math.min(calls.max, Math.max(least, MOST_CALLS));
  const most = stated && Number.isFinite(calls.max) ? calls.max : usual;
  const levels = { min: depth.min, max: Math.min(depth.max, Math.max(depth.min, MOST_LEVELS)) };
  return { calls: { min: least, max: most }, depth: levels };
}

/** What states no number of calls may come to as much as most layers seen there; the largest one is no measure of them. */
function asSeen(
  budget: Budget,
  { calls, depth }: Conditions,
  { hole }: SubtreeHoleSite,
  seen: readonly StoredLayer[],
): Budget {
  if (statesCalls(hole)) return budget;
  const shown = seen.map((layer) => layer.calls).filter((layer) => countCalls(layer) <= MOST_SHOWN);
  const most = Math.min(calls.max, upperQuartile(shown.map(countCalls)));
  const levels = Math.min(depth.max, upperQuartile(shown.map(depthOf)));
  return {
    calls: { ...budget.calls, max: Math.max(budget.calls.max, most) },
    depth: { ...budget.depth, max: Math.max(budget.depth.max, levels) },
  };
}

function upperQuartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.75)] ?? 0;
}

/** A stated range of calls is drawn from, so that seeds differ in size too; otherwise the model decides when to stop. */
function drawnFrom(budget: Budget, { hole }: SubtreeHoleSite, seed: string): Budget {
  if (!statesCalls(hole)) return budget;
  const { min, max } = budget.calls;
  const drawn = min + createRandom(`${seed}/calls`).below(Math.max(1, max - min + 1));
  return {
    calls: { min: drawn, max: drawn },
    depth: { ...budget.depth, min: Math.min(budget.depth.min, drawn) },
  };
}

function statesCalls({ wishes }: SubtreeHole): boolean {
  return wishes.some((wish) => wish.kind === 'quantity' && wish.quantity === 'calls');
}
