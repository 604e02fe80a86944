/** What can be wrong with single spans of a file that is read all the same. */
export type Problem = keyof typeof SENTENCES;

const SENTENCES = {
  'not-a-span': (n: number) => `${entries(n)} that ${n === 1 ? 'is' : 'are'} no span left out`,
  'no-start': (n: number) => `${spans(n)} without a readable start left out`,
  'no-end': (n: number) => `${spans(n)} without a readable end given a duration of 0`,
  'ends-before-start': (n: number) => `${spans(n)} that end before they start given a duration of 0`,
  'inexact-time': (n: number) => `${times(n)} written as a number beyond 2^53, exact to 256 ns only`,
  'too-far': (n: number) => `${spans(n)} more than 104 days from the start of the trace moved nearer`,
  'deep-value': (n: number) =>
    `${n} attribute ${n === 1 ? 'value' : 'values'} nested more than 100 deep left out`,
  'repeated-span': (n: number) => `${spans(n)} that the file holds twice kept once`,
  'parent-cycle': (n: number) => `${spans(n)} that are their own ancestors cut from their parents`,
  'broken-line': (n: number) => `${n} ${n === 1 ? 'line' : 'lines'} that could not be read left out`,
  'unknown-line': (n: number) => `${n} ${n === 1 ? 'line' : 'lines'} that hold no spans left out`,
  'too-deep': (n: number) => `${spans(n)} nested too deeply moved up`,
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

const entries = (n: number) => `${n} ${n === 1 ? 'entry' : 'entries'}`;
const spans = (n: number) => `${n} ${n === 1 ? 'span' : 'spans'}`;
const times = (n: number) => `${n} ${n === 1 ? 'time' : 'times'}`;
