import type { Generator } from '../generate/generator.ts';

/** Whether the model is at work, and how long its last answer took. */
export class Activity {
  readonly #changed: () => void;
  #running = 0;
  latencyMs: number | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get busy(): boolean {
    return this.#running > 0;
  }

  /** Counts `work` as running until it ends; only an answer has a latency, an abort or failure has none. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    this.#running += 1;
    this.#changed();
    try {
      const answer = await work();
      this.latencyMs = performance.now() - started;
      return answer;
    } finally {
      this.#running -= 1;
      this.#changed();
    }
  }
}

/** A generator that says when it is at work. `current` throws where there is none. */
export function observed(current: () => Generator, activity: Activity): Generator {
  return {
    propose: async (...asked) => activity.during(() => current().propose(...asked)),
    fillAt: async (...asked) => activity.during(() => current().fillAt(...asked)),
    fillAll: async (...asked) => activity.during(() => current().fillAll(...asked)),
  };
}
