import { type CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { print } from '../support.ts';

export type Outcome = 'answered' | 'empty' | 'cancelled' | 'document changed' | 'refused';

/** What an answer is, or what is wrong with it. */
export type Verdict = Outcome | { readonly wrong: string };

const EXPECTED = new Map<number, Outcome>([
  [LSPErrorCodes.RequestCancelled, 'cancelled'],
  [LSPErrorCodes.ServerCancelled, 'cancelled'],
  [LSPErrorCodes.ContentModified, 'document changed'],
  [LSPErrorCodes.RequestFailed, 'refused'],
]);

const MOST_SHOWN = 10;

/** Everything that was asked of the server and what became of it. */
export class Requests {
  readonly outcomes = new Map<string, number>();
  readonly #open = new Map<
    Promise<unknown>,
    { readonly method: string; readonly source: CancellationTokenSource }
  >();
  #wrong = 0;

  get open(): number {
    return this.#open.size;
  }

  get openMethods(): readonly string[] {
    return [...this.#open.values()].map(({ method }) => method);
  }

  get wrong(): number {
    return this.#wrong;
  }

  track<R>(
    method: string,
    answer: Promise<R>,
    source: CancellationTokenSource,
    judge: (answer: R) => Verdict,
  ): void {
    const settled = answer.then(
      (value) => this.#count(method, judge(value)),
      (error: unknown) => this.#fail(method, error),
    );
    this.#open.set(settled, { method, source });
    void settled.then(() => this.#open.delete(settled));
  }

  /** Cancels one that is still open, the `index`th. */
  cancel(index: number): void {
    [...this.#open.values()][index]?.source.cancel();
  }

  report(problem: string): void {
    this.#wrong += 1;
    if (this.#wrong <= MOST_SHOWN) print(`WRONG: ${problem}`);
  }

  #fail(method: string, error: unknown): void {
    const outcome = error instanceof ResponseError ? EXPECTED.get(error.code) : undefined;
    this.#count(method, outcome ?? { wrong: String(error) });
  }

  #count(method: string, verdict: Verdict): void {
    const key = `${method}: ${typeof verdict === 'string' ? verdict : 'wrong'}`;
    this.outcomes.set(key, (this.outcomes.get(key) ?? 0) + 1);
    if (typeof verdict !== 'string') this.report(`${method}: ${verdict.wrong}`);
  }
}
