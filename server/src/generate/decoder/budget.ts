import type { Bounds } from '../../core/constraints/conditions.ts';

/** How many calls and levels a layer may and must still get, with what is below it. All bounds inclusive. */
export interface Budget {
  readonly calls: Bounds;
  readonly depth: Bounds;
}

/** A layer being written: its budget and what its calls have taken of it. */
export interface Spending {
  readonly budget: Budget;
  /** Calls promised so far: a subtree counts with the fewest and the most calls it may come to. */
  readonly usedMin: number;
  readonly usedMax: number;
  /** Levels reached so far. */
  readonly deepest: number;
}

export function openSpending(budget: Budget): Spending {
  return { budget, usedMin: 0, usedMax: 0, deepest: 0 };
}

export function spend(spending: Spending, calls: Bounds, depth: number): Spending {
  return {
    budget: spending.budget,
    usedMin: spending.usedMin + calls.min,
    usedMax: spending.usedMax + calls.max,
    deepest: Math.max(spending.deepest, depth),
  };
}

/** The layer may end here, as far as counting goes. */
export function mayEnd(spending: Spending): boolean {
  return spending.usedMin >= spending.budget.calls.min && spending.deepest >= spending.budget.depth.min;
}

/** Calls that the layer is to make yet, with all below them; undefined where the budget leaves that open. */
export function callsLeft({ budget: { calls }, usedMin, usedMax }: Spending): number | undefined {
  return calls.min === calls.max && usedMin === usedMax ? calls.min - usedMin : undefined;
}

/** Calls that must still fit into a layer behind another one. */
export interface Reserved {
  readonly calls: number;
  /** One of them may make calls, so that it can be the one that reaches as deep as the layer must. */
  readonly mayNest: boolean;
}

/**
 * The most calls that one more call of the layer may take, itself included, when it reaches down `depth` levels
 * (1 is a leaf). Below 1 there is no room for it.
 */
export function room(spending: Spending, depth: number, reserved: Reserved): number {
  if (depth > spending.budget.depth.max) return 0;
  const deepEnough = Math.max(spending.deepest, depth) >= spending.budget.depth.min;
  const chain = deepEnough ? 0 : spending.budget.depth.min;
  const both = chain > 0 && reserved.mayNest ? 1 : 0;
  return spending.budget.calls.max - spending.usedMax - chain - reserved.calls + both;
}

/** Whether any layer at all can meet the budget. */
export function isFeasible(budget: Budget): boolean {
  const { calls, depth } = budget;
  if (calls.min > calls.max || depth.min > depth.max) return false;
  if (calls.max === 0 || depth.max === 0) return calls.min === 0 && depth.min === 0;
  return depth.min <= calls.max;
}
