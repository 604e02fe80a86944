import { setImmediate } from 'node:timers/promises';

/** Work in the background stands back when it has taken this long at a stretch, so that no key waits for it. */
const SLICE_MS = 3;

/** Lets everything else that waits go first, where it is time to; rejects when the work is to end. */
export type Pause = () => Promise<void>;

/** A pause for one piece of work; `signal` ends that. */
export function pausesFor(signal: AbortSignal, now: () => number = () => performance.now()): Pause {
  let began = now();
  return async () => {
    signal.throwIfAborted();
    if (now() - began < SLICE_MS) return;
    await setImmediate();
    signal.throwIfAborted();
    began = now();
  };
}
