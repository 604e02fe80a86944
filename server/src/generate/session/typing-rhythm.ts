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

  /**
   * Milliseconds from `now` on to wait for a further key. What has passed since the last one counts, since an editor
   * waits before it asks. `base` is enough where a word has ended; within one that is being typed steadily the next key
   * is due after the usual gap, and only its absence shows that the typing rests.
   */
  delay(base: number, now: number, { inWord }: { readonly inWord: boolean }): number {
    if (this.#last === undefined) return 0;
    const wanted = inWord ? this.#stretched(base) : base;
    return Math.min(Math.max(0, this.#last + wanted - now), wanted);
  }

  #stretched(base: number): number {
    const typical = median(this.#gaps) ?? 0;
    return Math.min(Math.max(base, typical * OVER_TYPICAL), base * MAX_STRETCH);
  }
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
