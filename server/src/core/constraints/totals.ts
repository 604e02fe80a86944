import { matcherOf } from '../schedule/call-kinds.ts';
import { type FlatTrace, isCallOrSpan, isChosen, TRACE } from '../schedule/flat-trace.ts';
import { isWhole, shareOf } from '../schedule/frame.ts';
import { product } from '../schedule/interval.ts';
import type { Aliases } from '../schedule/pattern.ts';
import { countOf, isOptional } from '../schedule/step-times.ts';
import type { CallPattern } from '../spec/spec.ts';
import type { Bounds } from './conditions.ts';
import { holeBounds, holeCount } from './wishes.ts';

/** What the step at an index adds by itself, once, its children apart. */
export type Weight = (index: number) => Bounds;

const NOTHING: Bounds = { min: 0, max: 0 };
const ONE: Bounds = { min: 1, max: 1 };
const PERHAPS: Bounds = { min: 0, max: 1 };

/** Every call counts one, a `...` what it wishes for. */
export function callWeight({ steps }: FlatTrace): Weight {
  return (index) => {
    const step = steps[index];
    if (step === undefined) return NOTHING;
    if (step.kind === 'subtree-hole') return holeBounds(step).calls;
    return isCallOrSpan(step) ? ONE : NOTHING;
  };
}

/** Calls that match count one, those with open holes perhaps. */
export function patternWeight(flat: FlatTrace, pattern: CallPattern, aliases: Aliases): Weight {
  const matchAt = matcherOf(flat, pattern, aliases);
  const holes = new Map(flat.holes.map((index) => [index, holeCountAt(flat, index, pattern, aliases)]));
  return (index) => {
    const match = matchAt(index);
    if (match !== 'no') return match === 'yes' ? ONE : PERHAPS;
    return holes.size === 0 ? NOTHING : (holes.get(index) ?? NOTHING);
  };
}

/** The same without what the step at `hole` may hold. */
export function without(weight: Weight, hole: number): Weight {
  return (index) => (index === hole ? NOTHING : weight(index));
}

/** The same with no more in any `...` than it must hold. */
export function holesAtLeast(flat: FlatTrace, weight: Weight): Weight {
  const holes = new Set(flat.holes);
  return (index) => {
    const own = weight(index);
    return holes.has(index) ? { min: own.min, max: own.min } : own;
  };
}

function holeCountAt(flat: FlatTrace, index: number, pattern: CallPattern, aliases: Aliases): Bounds {
  const step = flat.steps[index];
  return step?.kind === 'subtree-hole' ? holeCount(step, pattern, aliases) : NOTHING;
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
    for (let index = flat.once.length - 1; index >= 0; index--) {
      const own = weight(index);
      let min = own.min + (this.#min[index] ?? 0);
      let max = own.max + (this.#max[index] ?? 0);
      const parent = flat.parent[index] ?? TRACE;
      if (flat.once[index] === 0) {
        const step = flat.steps[index];
        if (step === undefined) continue;
        if (step.kind === 'choose' && !isWhole(armsShare.get(index) ?? 0)) min = this.#min[index] = own.min;
        const chosen = isChosen(flat, index);
        const count = countOf(step);
        min = isOptional(step, chosen) ? 0 : product(min, count.min);
        max = product(max, count.max);
        if (chosen) {
          this.#choose(parent, armsShare.get(parent), min, max);
          armsShare.set(parent, (armsShare.get(parent) ?? 0) + shareOf(step));
          continue;
        }
      }
      if (parent === TRACE) {
        root.min += min;
        root.max += max;
      } else {
        this.#min[parent] = (this.#min[parent] ?? 0) + min;
        this.#max[parent] = (this.#max[parent] ?? 0) + max;
      }
    }
    return root;
  }

  /** Of the arms of a choice one happens: the least of all at the least, the most at the most. */
  #choose(parent: number, others: number | undefined, min: number, max: number): void {
    this.#min[parent] = others === undefined ? min : Math.min(this.#min[parent] ?? 0, min);
    this.#max[parent] = Math.max(this.#max[parent] ?? 0, max);
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
    const parent = flat.parent[index] ?? TRACE;
    const around = parent === scope ? 1 : (certain[parent - from] ?? 0);
    const here = flat.once[index] === 1 ? around : product(around, certainCount(flat, index));
    certain[index - from] = here;
    sum += product(weight(index).min, here);
    if (sum > limit) return index;
  }
  return undefined;
}

function certainCount(flat: FlatTrace, index: number): number {
  const step = flat.steps[index];
  const chosen = isChosen(flat, index);
  return step === undefined || chosen || isOptional(step, chosen) ? 0 : countOf(step).min;
}

/** The indices of the steps inside `scope`, from and up to but without the second. */
export function stepsInside(flat: FlatTrace, scope: number): readonly [number, number] {
  return scope === TRACE ? [0, flat.steps.length] : [scope + 1, flat.end[scope] ?? scope + 1];
}
