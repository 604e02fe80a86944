/** How long a crash counts. */
const WINDOW_MS = 60_000;

/** Waiting times before the first, second and third restart within the window. */
const BACKOFF_MS: readonly number[] = [0, 500, 2000];

/** Counts crashes, and says how long to wait before the next start or that there is to be none. */
export interface CrashBudget {
  /** Records a crash; milliseconds to wait before the next start, or undefined where it is to be given up. */
  spend(): number | undefined;
  reset(): void;
}

export function createCrashBudget(now: () => number = Date.now): CrashBudget {
  let crashes: number[] = [];
  return {
    spend() {
      crashes = [...crashes.filter((time) => now() - time < WINDOW_MS), now()];
      return BACKOFF_MS[crashes.length - 1];
    },
    reset() {
      crashes = [];
    },
  };
}
