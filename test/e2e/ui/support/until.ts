/** Waits for a state instead of for a time. */
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;

export interface UntilOptions {
  /** What is waited for, for the message of the error. */
  readonly what: string;
  readonly timeoutMs?: number;
}

/**
 * Asks again until `accept` takes the answer.
 * @returns the accepted answer; an error with the last one when the time is over
 */
export async function until<T>(
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
  { what, timeoutMs = 15_000 }: UntilOptions,
): Promise<T> {
  const limit = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (Date.now() > limit)
      throw new Error(`${what}: not within ${timeoutMs} ms; last: ${JSON.stringify(answer)}`);
    await sleep(PAUSE_MS);
  }
}
