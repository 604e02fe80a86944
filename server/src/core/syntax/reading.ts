import type { Parser, ParseState, Tree } from 'web-tree-sitter';

/**
 * What a parse may cost, counted in the reports it gives of its progress: steps are the same on every machine, a clock is
 * not. Well-formed text takes about 0.01 reports a character, the worst input found 0.05.
 */
const REPORTS_PER_CHARACTER = 0.1;
const REPORTS_ALWAYS_ALLOWED = 10_000;

/** Behind an error the parser follows several ways at once, so that the time from one report to the next is longer. */
const COST_BEHIND_ERROR = 8;

/** A parse of one text, which can be done a slice at a time. It needs its parser for itself until it is over. */
export class Reading {
  readonly #parser: Parser;
  readonly #text: string;
  readonly #previous: Tree | undefined;
  #reportsLeft: number;

  constructor(parser: Parser, text: string, previous?: Tree) {
    this.#parser = parser;
    this.#text = text;
    this.#previous = previous;
    this.#reportsLeft = REPORTS_ALWAYS_ALLOWED + text.length * REPORTS_PER_CHARACTER;
  }

  /** Goes on for `slice` steps at most; what comes back is the tree, or why there is none. */
  advance(slice: number): Tree | 'unfinished' | 'too-complex' {
    let stepsLeft = slice;
    const progressCallback = ({ hasError }: ParseState): boolean => {
      this.#reportsLeft -= 1;
      stepsLeft -= hasError ? COST_BEHIND_ERROR : 1;
      return this.#reportsLeft < 0 || stepsLeft < 0;
    };
    const tree = this.#parser.parse(this.#text, this.#previous ?? null, { progressCallback });
    return tree ?? (this.#reportsLeft < 0 ? 'too-complex' : 'unfinished');
  }

  /** Frees the parser, which keeps what it has read so far. */
  dispose(): void {
    this.#parser.delete();
  }
}
