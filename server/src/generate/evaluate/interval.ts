/** A share with its 95 % interval (Wilson, 1927), which holds for few trials and for shares near 0 and 1. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/** @param hits of `n` trials, taken as independent. */
export function shareOf(hits: number, n: number): Share {
  if (n === 0) return { share: Number.NaN, low: 0, high: 1 };
  const share = hits / n;
  const scale = 1 + Z ** 2 / n;
  const middle = (share + Z ** 2 / (2 * n)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
