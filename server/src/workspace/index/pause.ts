import { setTimeout } from 'node:timers/promises';

/** Work in the background stands back when it has taken this long at a stretch, so that no key waits for it. */
const SLICE_MS = 3;
/** Long enough for a message that has come in meanwhile to be answered first, whatever it takes to be taken in. */
const REST_MS = 1;

/** Lets everything else that waits go first, where it is time to; rejects when the work is to end. */
export type Pause = () => Promise<void>;

/** What work in the background goes by; times in milliseconds on the clock of `now`. */
export interface Pace {
  now(): number;
  /** When the user, who is at it now, is done with what he asked for. */
  busyUntil(): number;
}

/** The pauses of one piece of work; `signal` ends that. */
export function pausesFor(signal: AbortSignal, { now, busyUntil }: Pace): Pause {
  let began = now();
  return async () => {
    signal.throwIfAborted();
    if (now() - began < SLICE_MS && now() >= busyUntil()) return;
    do {
      await setTimeout(REST_MS);
      signal.throwIfAborted();
    } while (now() < busyUntil());
    began = now();
  };
}
