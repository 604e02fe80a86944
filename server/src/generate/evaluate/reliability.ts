import type { Outcome } from './rows/row.ts';

/** Answers that were given with about the same confidence. */
export interface ReliabilityBin {
  /** Confidence from `from` (inclusive) to `to`. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean confidence; as large as `right` where it is calibrated. */
  readonly expected: number;
  /** Share of the answers that were right. */
  readonly right: number;
}

/** An answer with the probability that it was given. */
export interface RatedAnswer {
  readonly outcome: Outcome;
  readonly confidence: Outcome;
}

const BINS = 10;

/** Bins of equal width over the confidence of one predictor; empty ones are left out. */
export function reliability(answers: readonly RatedAnswer[], predictor: keyof Outcome): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, () => ({ n: 0, expected: 0, right: 0 }));
  for (const { outcome, confidence } of answers) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence[predictor] * BINS))];
    if (!bin) continue;
    bin.n++;
    bin.expected += confidence[predictor];
    bin.right += outcome[predictor];
  }
  return bins.flatMap(({ n, expected, right }, index) =>
    n === 0
      ? []
      : [{ from: index / BINS, to: (index + 1) / BINS, n, expected: expected / n, right: right / n }],
  );
}

/** Expected calibration error (Naeini et al., 2015): how far confidence and success lie apart, weighted by n; 0 is best. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  return bins.reduce((sum, bin) => sum + (bin.n / n) * Math.abs(bin.expected - bin.right), 0);
}
