import type { CallPattern } from '../spec/spec.ts';
import type { Nanoseconds } from '../spec/value.ts';
import type { TextRange } from '../text/range.ts';

/**
 * What may still be added at one place of a trace without breaking a rule: the enclosing constraints (`require`,
 * `within`, the wishes of `...`, the always-on rules) minus what already stands there. The decoder turns it into
 * masks; nothing generated is filtered afterwards. All limits are inclusive.
 */
export interface Conditions {
  /** Calls to add, all levels together. `max` is Infinity where nothing limits them. */
  readonly calls: Bounds;
  /** Levels of calls to add: 1 adds leaves only. */
  readonly depth: Bounds;
  /** Total duration that calls added one after another may take here; Infinity where the caller is open. */
  readonly time: { readonly max: Nanoseconds };
  /** Limits on the duration of each call that matches. */
  readonly durations: readonly {
    readonly pattern: CallPattern;
    readonly min: Nanoseconds;
    readonly max: Nanoseconds;
  }[];
  /** Calls that must not be added. */
  readonly forbidden: readonly CallPattern[];
  /** Caller and callee that must not meet; `*` is any. */
  readonly forbiddenEdges: readonly { readonly caller: string; readonly callee: string }[];
  /** How many more calls that match may (`max`) or must (`min`) be added. */
  readonly counts: readonly { readonly pattern: CallPattern; readonly min: number; readonly max: number }[];
  /** `second` may be added only once `first` has been; `met` where a `first` already stands before this place. */
  readonly order: readonly {
    readonly first: CallPattern;
    readonly second: CallPattern;
    readonly met: boolean;
  }[];
  /** Wishes: at least one call at or above the 90th percentile of its kind; a call rare for its caller. */
  readonly slow: boolean;
  readonly rare: boolean;
  /** Why nothing can be added, with the clause that says so; absent where something can. */
  readonly impossible?: { readonly reason: string; readonly clause?: TextRange };
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}
