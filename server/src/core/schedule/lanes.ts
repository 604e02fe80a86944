/** End times of a limited number of lanes; each new piece of work goes to the lane that is free first. */
export class Lanes {
  readonly #limit: number;
  readonly #origin: number;
  /** A binary heap, least first; lanes not yet used are not in it. */
  readonly #heap: number[] = [];

  constructor(limit: number, origin: number) {
    this.#limit = limit;
    this.#origin = origin;
  }

  /** When the next piece of work can start. */
  next(): number {
    return this.#heap.length < this.#limit ? this.#origin : (this.#heap[0] ?? this.#origin);
  }

  /** Occupies the lane that `next` spoke of until `end`. */
  occupy(end: number): void {
    if (this.#heap.length < this.#limit) this.#rise(this.#heap.push(end) - 1);
    else this.#sink(end);
  }

  #at(index: number): number {
    return this.#heap[index] ?? Number.POSITIVE_INFINITY;
  }

  #rise(from: number): void {
    const value = this.#at(from);
    let index = from;
    for (let above = (index - 1) >> 1; index > 0 && value < this.#at(above); above = (index - 1) >> 1) {
      this.#heap[index] = this.#at(above);
      index = above;
    }
    this.#heap[index] = value;
  }

  /** Puts `value` in place of the least. */
  #sink(value: number): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const least = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (value <= this.#at(least)) break;
      this.#heap[index] = this.#at(least);
      index = least;
    }
    this.#heap[index] = value;
  }
}
