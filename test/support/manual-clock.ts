import type { Clock } from '../../server/src/workspace/clock.ts';

/** A clock that stands still until it is told to go on, so that waits can be tested without waiting. */
export class ManualClock implements Clock {
  #now = 0;
  #waits: { readonly until: number; readonly end: () => void }[] = [];

  now = (): number => this.#now;

  wait = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      signal?.addEventListener('abort', () => resolve());
      this.#waits.push({ until: this.#now + ms, end: resolve });
    });

  /** How many waits have begun and not ended. */
  get waiting(): number {
    return this.#waits.length;
  }

  advance(ms: number): void {
    this.#now += ms;
    const over = this.#waits.filter(({ until }) => until <= this.#now);
    this.#waits = this.#waits.filter(({ until }) => until > this.#now);
    for (const { end } of over) end();
  }
}
