import type { Bounds, Conditions } from '../../core/constraints/conditions.ts';
import { conditionsAt } from '../../core/constraints/conditions-at.ts';
import { createRandom } from '../../core/random.ts';
import { flattenTrace } from '../../core/schedule/flat-trace.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { type Budget, isFeasible } from '../decoder/budget.ts';
import { decodeSubtree } from '../decoder/decode-subtree.ts';
import { RuleState } from '../decoder/rule-state.ts';
import { attemptAt, type Decoding, unlessDeadEnd } from './decoding.ts';
import type { Filling } from './fill.ts';
import type { SubtreeHoleSite } from './hole-sites.ts';
import { layerAt } from './layer-at.ts';
import { requiredServices } from './named-services.ts';
import { renderCalls } from './render.ts';

/** Where nothing says how many calls `...` stands for. */
const MOST_CALLS = 16;
const MOST_LEVELS = 4;
/** Another seed may find what one did not, where the look-ahead is not exact. */
const ATTEMPTS = 4;

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
  const budget = budgetOf(conditions, site, options.seed);
  if (!isFeasible(budget)) return { refused: 'No number of calls and levels fits the constraints here.' };
  if (budget.calls.max === 0) return { text: '' };
  const layer = layerAt(spec, place);
  for (let round = 0; round < ATTEMPTS; round++) {
    const attempt = attemptAt(decoding, spec, place, {
      ...options,
      seed: `${options.seed}/${round}`,
      named: requiredServices(conditions),
    });
    const task = {
      path: layer.path,
      before: layer.before,
      budget,
      rules: new RuleState(conditions),
      time: conditions.time.max,
      placement: layer.together ? ('par' as const) : ('free' as const),
      width: Number.POSITIVE_INFINITY,
      alone: isWholeTrace(site) && round < ATTEMPTS - 1,
      settles: true,
      wishes: { slow: conditions.slow, rare: conditions.rare },
    };
    const calls = await unlessDeadEnd(decodeSubtree(attempt.start, task, attempt.around));
    if (calls) return { text: renderCalls(calls, indentOf(site), layer) };
  }
  return { refused: 'The services known here cannot meet the constraints of this `...`.' };
}

/** Nothing else is called in the trace: it begins with one call, which makes the others. */
function isWholeTrace({ place }: SubtreeHoleSite): boolean {
  return flattenTrace(place.trace).steps.length === 1;
}

/** A stated range of calls is drawn from, so that seeds differ in size too; otherwise the model decides when to stop. */
function budgetOf({ calls, depth }: Conditions, site: SubtreeHoleSite, seed: string): Budget {
  const stated = site.hole.wishes.some((wish) => wish.kind === 'quantity' && wish.quantity === 'calls');
  const least = stated ? calls.min : Math.max(1, calls.min);
  const most =
    Number.isFinite(calls.max) && stated ? calls.max : Math.min(calls.max, Math.max(least, MOST_CALLS));
  const levels = { min: depth.min, max: Math.min(depth.max, Math.max(depth.min, MOST_LEVELS)) };
  const drawn = stated
    ? exactly(drawCount({ min: Math.max(least, depth.min), max: most }, seed))
    : { min: least, max: most };
  return {
    calls: drawn,
    depth: drawn.max === 0 ? exactly(0) : { min: Math.min(levels.min, drawn.max), max: levels.max },
  };
}

function drawCount({ min, max }: Bounds, seed: string): number {
  return min + createRandom(`${seed}/calls`).below(Math.max(1, max - min + 1));
}

const exactly = (value: number): Bounds => ({ min: value, max: value });

/** The indent of a canonical text; nesting is what counts, not what was typed. */
function indentOf({ place }: SubtreeHoleSite): string {
  return '  '.repeat(place.path.length + 1);
}
