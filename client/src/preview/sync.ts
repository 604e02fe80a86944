/**
 * Runs `work` soon after it is asked for: never two at a time, and once more where it was asked for meanwhile, so that
 * the last state is always seen. After each it rests as long as that took: a picture that costs little comes at once,
 * one that costs much leaves half of the time to others.
 */
export class Refresher {
  readonly #work: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isWanted = false;
  #isDisposed = false;
  #restsUntil = 0;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** At once where nothing runs. */
  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isWanted = true;
    void this.#run();
  }

  /** Behind whatever else listens to the event that this is called for, such as what tells the server of a change. */
  soon(): void {
    if (this.#isRunning) this.#isWanted = true;
    else this.#timer ??= setTimeout(() => this.now(), Math.max(0, this.#restsUntil - performance.now()));
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    if (this.#isRunning || this.#isDisposed) return;
    this.#isRunning = true;
    this.#isWanted = false;
    const started = performance.now();
    await this.#work();
    const ended = performance.now();
    this.#restsUntil = ended + (ended - started);
    this.#isRunning = false;
    if (this.#isWanted && !this.#isDisposed) this.soon();
  }
}
