import type { DraftedCall } from '../author/drafted-call.ts';

/** A layer that somebody else has written: what is admitted of it is made, in its order; then the layer may end. */
export interface Draft {
  /** The next call of it that is possible; those ahead of it are passed over for good. */
  next(isPossible: (call: DraftedCall) => boolean): DraftedCall | undefined;
  /** Those that are still to come. */
  readonly left: readonly DraftedCall[];
}

export function createDraft(calls: readonly DraftedCall[]): Draft {
  let at = 0;
  return {
    next: (isPossible) => {
      const found = calls.findIndex((call, index) => index >= at && isPossible(call));
      at = found < 0 ? calls.length : found + 1;
      return calls[found];
    },
    get left() {
      return calls.slice(at);
    },
  };
}
