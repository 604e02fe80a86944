import type { Budget } from '../decoder/budget.ts';

/** How one attempt goes about a `...`; another plan may find what one did not, where the look-ahead is not exact. */
export interface Plan {
  /** Layers of a single call each, above the layer that makes what is asked for: the caller may not be who can. */
  readonly alone: number;
  /** Promises levels that may lead to a dead end, and makes calls that are unusual. */
  readonly daring: boolean;
  /** One layer makes all that is asked for; else it is left to chance which one makes what. */
  readonly settles: boolean;
  /** Keeps to a number of calls that is drawn, so that seeds differ in size too. */
  readonly draws: boolean;
}

const CAREFUL: Plan = { alone: 0, daring: false, settles: true, draws: true };

const PLANS: readonly Plan[] = [
  ...[0, 1].map((alone) => ({ ...CAREFUL, alone })),
  ...[0, 1].map((alone) => ({ ...CAREFUL, alone, draws: false })),
  ...[0, 1, 2, 3, 1, 0].map((alone) => ({ ...CAREFUL, alone, draws: false, daring: true })),
];

/** Tries at what no layer can settle by itself: the fewer calls, the likelier it comes about by chance, and the sooner. */
const CHANCES: readonly { readonly upTo: number; readonly tries: number }[] = [
  { upTo: 4, tries: 120 },
  { upTo: 8, tries: 24 },
];
const BY_CHANCE: Plan = { alone: 0, daring: true, settles: false, draws: false };

/** @param isWholeTrace nothing else is called in the trace: it begins with one call, which makes the others */
export function plansFor(budget: Budget, isWholeTrace: boolean): readonly Plan[] {
  const plans = isWholeTrace ? PLANS.map((plan) => ({ ...plan, alone: Math.max(1, plan.alone) })) : PLANS;
  const last = isWholeTrace ? [CAREFUL] : [];
  const tries = CHANCES.find(({ upTo }) => budget.calls.max <= upTo)?.tries ?? 0;
  return [...plans, ...last, ...Array.from({ length: tries }, () => BY_CHANCE)];
}
