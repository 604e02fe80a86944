/** Longer gaps are pauses, not typing. */
const PAUSE_MS = 1000;
const REMEMBERED_GAPS = 8;
/** A key is expected after about one typical gap; waiting a little longer shows that it did not come. */
const OVER_TYPICAL = 1.2;
/** How far a steady rhythm may stretch the user's setting. */
const MAX_STRETCH = 2.5;

/** How fast the user types, from the times of the last changes. */
export class TypingRhythm {
  #last: number | undefined;
  #gaps: readonly number[] = [];

  /** A key was pressed at `now`, in milliseconds. */
  record(now: number): void {
    const gap = this.#last === undefined ? PAUSE_MS : now - this.#last;
    this.#last = now;
    if (0 < gap && gap < PAUSE_MS) this.#gaps = [gap, ...this.#gaps].slice(0, REMEMBERED_GAPS);
  }

  /** Milliseconds to wait for a further key: at least `base`, more where the typing is steady and slower than that. */
  delay(base: number): number {
    const typical = median(this.#gaps);
    if (typical === undefined) return base;
    return Math.min(Math.max(base, typical * OVER_TYPICAL), base * MAX_STRETCH);
  }
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
