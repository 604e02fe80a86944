/**
 * Runs `work` soon after it is asked for: never twice at a time, and once more where it was asked for meanwhile, so
 * that the last state is always seen and a slow answer is not asked for again and again.
 */
export class Refresher {
  readonly #work: () => Promise<void>;
  readonly #delayMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isWanted = false;
  #isDisposed = false;

  constructor(work: () => Promise<void>, delayMs: number) {
    this.#work = work;
    this.#delayMs = delayMs;
  }

  /** At once where nothing runs. */
  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isWanted = true;
    void this.#run();
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), this.#delayMs);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#isWanted && !this.#isDisposed) {
      this.#isWanted = false;
      await this.#work();
    }
    this.#isRunning = false;
  }
}
