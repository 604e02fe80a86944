import type { Clause } from '../spec/spec.ts';
import type { Bounds } from './conditions.ts';
import { Levels } from './levels.ts';
import { levelIn, runsIn, type Site } from './site.ts';
import { holesAtLeast, Totals, type Weight, without } from './totals.ts';
import { holeBounds } from './wishes.ts';

/** How much may still be added at a place, and the clauses that say so. */
export interface Quota extends Bounds {
  readonly minBy?: Clause;
  readonly maxBy?: Clause;
}

export const NO_QUOTA: Quota = { min: 0, max: Number.POSITIVE_INFINITY };

/** Both quotas at once; of two equal limits the first keeps the blame. */
export function narrower(a: Quota, b: Quota): Quota {
  const [least, most] = [b.min > a.min ? b : a, b.max < a.max ? b : a];
  return {
    min: least.min,
    max: most.max,
    ...(least.minBy && { minBy: least.minBy }),
    ...(most.maxBy && { maxBy: most.maxBy }),
  };
}

/** What a place leaves of limits on one weight (all calls, or those of a pattern); sums are worked out once. */
export class WeightQuota {
  readonly #site: Site;
  /** Without the `...` to be filled; other ones hold as little, or as much, as they may. */
  readonly #least: Totals;
  readonly #open: Totals;

  constructor(site: Site, weight: Weight) {
    const others = without(weight, site.holeIndex);
    this.#site = site;
    this.#least = new Totals(site.context.flat, holesAtLeast(site.context.flat, others));
    this.#open = new Totals(site.context.flat, others);
  }

  /**
   * What `allowed` leaves in `scope`. Where even all that may happen besides leaves room, every drawn trace keeps the
   * limit; otherwise only those that draw less keep it, which is as much as the rule asks for. At least something is to
   * be added only where nothing else is open that could.
   */
  left(allowed: Bounds, scope: number, clause: Clause): Quota {
    if (scope === this.#site.holeIndex) return quota(Math.max(0, allowed.min), allowed.max, clause);
    const runs = runsIn(this.#site, scope);
    const besides = this.#least.inside(scope);
    const always = Math.floor((allowed.max - besides.max) / runs);
    const sometimes = Math.floor((allowed.max - besides.min) / runs);
    const max = Math.max(0, always >= 1 ? always : sometimes);
    return quota(
      this.#site.hole === undefined ? 0 : this.#missing(allowed.min, scope, runs, max),
      max,
      clause,
    );
  }

  #missing(wanted: number, scope: number, runs: number, max: number): number {
    const { min, max: most } = this.#open.inside(scope);
    if (most >= wanted) return 0;
    const always = Math.ceil((wanted - min) / runs);
    return always <= max ? always : Math.ceil((wanted - most) / runs);
  }
}

/** What a place leaves of limits on the levels of calls. */
export class DepthQuota {
  readonly #site: Site;
  readonly #open: Levels;

  constructor(site: Site) {
    this.#site = site;
    const nothing = { min: 0, max: 0 };
    this.#open = new Levels(site.context.flat, (hole) =>
      hole === site.hole ? nothing : holeBounds(hole).depth,
    );
  }

  left(allowed: Bounds, scope: number, clause: Clause): Quota {
    if (scope === this.#site.holeIndex) return quota(Math.max(0, allowed.min), allowed.max, clause);
    const level = levelIn(this.#site, scope);
    const max = Math.max(0, Math.floor(allowed.max - level));
    const reached = this.#site.hole === undefined || this.#open.inside(scope).max >= allowed.min;
    return quota(reached ? 0 : Math.ceil(allowed.min - level), max, clause);
  }
}

function quota(min: number, max: number, clause: Clause): Quota {
  return { min, max, minBy: clause, maxBy: clause };
}
