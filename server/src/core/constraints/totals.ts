import { type FlatTrace, isCallOrSpan, type Step, TRACE } from '../schedule/flat-trace.ts';
import { isWhole, shareOf } from '../schedule/frame.ts';
import { product } from '../schedule/interval.ts';
import { type Aliases, matches } from '../schedule/pattern.ts';
import { countOf, isOptional } from '../schedule/step-times.ts';
import type { CallPattern } from '../spec/spec.ts';
import type { Bounds } from './conditions.ts';
import { holeBounds, holeCount } from './wishes.ts';

/** What a step adds by itself, once, its children apart. */
export type Weight = (step: Step, index: number) => Bounds;

const NOTHING: Bounds = { min: 0, max: 0 };
const ONE: Bounds = { min: 1, max: 1 };
const PERHAPS: Bounds = { min: 0, max: 1 };

/** Every call counts one, a `...` what it wishes for. */
export function callWeight(step: Step): Bounds {
  if (step.kind === 'subtree-hole') return holeBounds(step).calls;
  return isCallOrSpan(step) ? ONE : NOTHING;
}

/** Calls that match count one, those with open holes perhaps. */
export function patternWeight(pattern: CallPattern, aliases: Aliases): Weight {
  return (step) => {
    if (step.kind === 'subtree-hole') return holeCount(step, pattern, aliases);
    if (!isCallOrSpan(step)) return NOTHING;
    const match = matches(pattern, step, aliases);
    return match === 'yes' ? ONE : match === 'no' ? NOTHING : PERHAPS;
  };
}

/** The same without what `hole` may hold. */
export function without(weight: Weight, hole: Step | undefined): Weight {
  return (step, index) => (step === hole ? NOTHING : weight(step, index));
}

/** The same with no more in any `...` than it must hold. */
export function holesAtLeast(weight: Weight): Weight {
  return (step, index) => {
    const own = weight(step, index);
    return step.kind === 'subtree-hole' ? { min: own.min, max: own.min } : own;
  };
}

/** Weights summed up over bodies, repetitions and chance: how little and how much there can be. */
export class Totals {
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #root: Bounds;

  constructor(flat: FlatTrace, weight: Weight) {
    this.#min = new Float64Array(flat.steps.length);
    this.#max = new Float64Array(flat.steps.length);
    this.#root = this.#sumUp(flat, weight);
  }

  /** Inside the body of the step at `scope`, one run of it. */
  inside(scope: number): Bounds {
    if (scope === TRACE) return this.#root;
    return { min: this.#min[scope] ?? 0, max: this.#max[scope] ?? 0 };
  }

  #sumUp(flat: FlatTrace, weight: Weight): Bounds {
    const root = { min: 0, max: 0 };
    const armsShare = new Map<number, number>();
    for (let index = flat.steps.length - 1; index >= 0; index--) {
      const step = flat.steps[index];
      if (step === undefined) continue;
      if (step.kind === 'choose' && !isWhole(armsShare.get(index) ?? 0)) this.#min[index] = 0;
      const parent = flat.parent[index] ?? TRACE;
      const chosen = flat.steps[parent]?.kind === 'choose';
      const own = weight(step, index);
      const count = countOf(step);
      const min = isOptional(step, chosen) ? 0 : product(own.min + (this.#min[index] ?? 0), count.min);
      const max = product(own.max + (this.#max[index] ?? 0), count.max);
      if (chosen) {
        const first = !armsShare.has(parent);
        armsShare.set(parent, (armsShare.get(parent) ?? 0) + shareOf(step));
        this.#min[parent] = first ? min : Math.min(this.#min[parent] ?? 0, min);
        this.#max[parent] = Math.max(this.#max[parent] ?? 0, max);
      } else if (parent === TRACE) {
        root.min += min;
        root.max += max;
      } else {
        this.#min[parent] = (this.#min[parent] ?? 0) + min;
        this.#max[parent] = (this.#max[parent] ?? 0) + max;
      }
    }
    return root;
  }
}

/**
 * The first step inside `scope` at which the weights that are certain add up to more than `limit`, or `undefined`
 * where they do so only by the sum over alternatives.
 */
export function firstBeyond(
  flat: FlatTrace,
  scope: number,
  weight: Weight,
  limit: number,
): number | undefined {
  const [from, to] = stepsInside(flat, scope);
  const certain = new Float64Array(to - from);
  let sum = 0;
  for (let index = from; index < to; index++) {
    const step = flat.steps[index];
    if (step === undefined) continue;
    const parent = flat.parent[index] ?? TRACE;
    const chosen = flat.steps[parent]?.kind === 'choose';
    const around = parent === scope ? 1 : (certain[parent - from] ?? 0);
    const here = chosen || isOptional(step, chosen) ? 0 : product(around, countOf(step).min);
    certain[index - from] = here;
    sum += product(weight(step, index).min, here);
    if (sum > limit) return index;
  }
  return undefined;
}

/** The indices of the steps inside `scope`, from and up to but without the second. */
export function stepsInside(flat: FlatTrace, scope: number): readonly [number, number] {
  return scope === TRACE ? [0, flat.steps.length] : [scope + 1, flat.end[scope] ?? scope + 1];
}
