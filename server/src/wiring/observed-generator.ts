import type { Generator } from '../generate/generator.ts';

/** Whether the model is at work, and how long its last proposal took. */
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

  /** Counts `work` as running until it ends. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    this.#changed();
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#changed();
    }
  }
}

/** A generator that says when it is at work. `current` throws where there is none. */
export function observed(current: () => Generator, activity: Activity): Generator {
  return {
    propose: async (...asked) =>
      activity.during(async () => {
        const started = performance.now();
        const proposals = await current().propose(...asked);
        // An empty answer is quick for a reason that says nothing about the model.
        if (proposals.length > 0) activity.latencyMs = performance.now() - started;
        return proposals;
      }),
    fillAt: async (...asked) => activity.during(() => current().fillAt(...asked)),
    fillAll: async (...asked) => activity.during(() => current().fillAll(...asked)),
    redraw: async (...asked) => activity.during(() => current().redraw(...asked)),
    // Asked in the background, which is no news.
    assess: async (...asked) => current().assess(...asked),
    oddCalls: async (...asked) => current().oddCalls(...asked),
  };
}
