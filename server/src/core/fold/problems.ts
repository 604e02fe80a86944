import { amount } from '../text/amount.ts';

/** What can be wrong with single spans of a file that is read all the same. */
export type Problem = keyof typeof SENTENCES;

const SENTENCES = {
  'not-a-span': (n: number) => `${amount(n, 'entry', 'entries')} left out: not a span`,
  'no-start': (n: number) => `${amount(n, 'span')} left out: no readable start`,
  'no-end': (n: number) => `${amount(n, 'span')} given a duration of 0: no readable end`,
  'ends-before-start': (n: number) =>
    `${amount(n, 'span')} given a duration of 0: the end is before the start`,
  'inexact-time': (n: number) => `${amount(n, 'time')} exact to 256 ns only: a number beyond 2^53`,
  'too-far': (n: number) =>
    `${amount(n, 'span')} moved nearer: more than 52 days from the start of the trace`,
  'deep-value': (n: number) => `${amount(n, 'attribute value')} left out: nested more than 100 deep`,
  'repeated-span': (n: number) => `${amount(n, 'span')} left out: in the file twice`,
  'parent-cycle': (n: number) => `${amount(n, 'circle')} of parents cut`,
  'broken-line': (n: number) => `${amount(n, 'line')} left out: not readable`,
  'unknown-line': (n: number) => `${amount(n, 'line')} left out: no spans`,
  'too-deep': (n: number) => `${amount(n, 'span')} moved up: nested more than 200 deep`,
} as const;

/** Counts problems while a file is read, and says them once at the end. */
export class Problems {
  readonly #counts = new Map<Problem, number>();
  readonly #details = new Map<Problem, string>();

  /** `detail` says more of the first occurrence. */
  count(problem: Problem, detail?: string): void {
    this.#counts.set(problem, (this.#counts.get(problem) ?? 0) + 1);
    if (detail !== undefined && !this.#details.has(problem)) this.#details.set(problem, detail);
  }

  /** One sentence for each kind of problem, with the number of its occurrences. */
  sentences(): readonly string[] {
    return [...this.#counts].map(([problem, count]) => {
      const detail = this.#details.get(problem);
      return SENTENCES[problem](count) + (detail === undefined ? '' : ` (${detail})`);
    });
  }
}
