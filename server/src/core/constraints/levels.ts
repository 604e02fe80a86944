import { type FlatTrace, isCallOrSpan, type Step, TRACE } from '../schedule/flat-trace.ts';
import { isWhole, shareOf } from '../schedule/frame.ts';
import { countOf, isOptional } from '../schedule/step-times.ts';
import type { SubtreeHole } from '../spec/spec.ts';
import type { Bounds } from './conditions.ts';
import { holeBounds } from './wishes.ts';

/** Levels of calls inside each step: how few there can be and how many. */
export class Levels {
  readonly #depthOf: (hole: SubtreeHole) => Bounds;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #root: Bounds;

  constructor(flat: FlatTrace, depthOf: (hole: SubtreeHole) => Bounds = (hole) => holeBounds(hole).depth) {
    this.#depthOf = depthOf;
    this.#min = new Float64Array(flat.steps.length);
    this.#max = new Float64Array(flat.steps.length);
    this.#root = this.#measure(flat);
  }

  /** Inside the body of the step at `scope`; 0 for a leaf. */
  inside(scope: number): Bounds {
    if (scope === TRACE) return this.#root;
    return { min: this.#min[scope] ?? 0, max: this.#max[scope] ?? 0 };
  }

  #measure(flat: FlatTrace): Bounds {
    const root = { min: 0, max: 0 };
    const armsShare = new Map<number, number>();
    for (let index = flat.steps.length - 1; index >= 0; index--) {
      const step = flat.steps[index];
      if (step === undefined) continue;
      if (step.kind === 'choose' && !isWhole(armsShare.get(index) ?? 0)) this.#min[index] = 0;
      const parent = flat.parent[index] ?? TRACE;
      const chosen = flat.steps[parent]?.kind === 'choose';
      const { min, max } = this.#withItself(step, index, chosen);
      if (parent === TRACE) {
        root.min = Math.max(root.min, min);
        root.max = Math.max(root.max, max);
        continue;
      }
      const shallower = chosen && armsShare.has(parent) ? Math.min : Math.max;
      this.#min[parent] = shallower(this.#min[parent] ?? 0, min);
      this.#max[parent] = Math.max(this.#max[parent] ?? 0, max);
      if (chosen) armsShare.set(parent, (armsShare.get(parent) ?? 0) + shareOf(step));
    }
    return root;
  }

  #withItself(step: Step, index: number, chosen: boolean): Bounds {
    if (step.kind === 'subtree-hole') return this.#depthOf(step);
    const own = isCallOrSpan(step) ? 1 : 0;
    const count = countOf(step);
    const certain = !isOptional(step, chosen) && count.min > 0;
    return {
      min: certain ? own + (this.#min[index] ?? 0) : 0,
      max: count.max > 0 ? own + (this.#max[index] ?? 0) : 0,
    };
  }
}
