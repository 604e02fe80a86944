import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';

/** A call as a general model wrote it down: nothing in it is checked against rules. */
export interface DraftedCall {
  readonly type: CallType;
  readonly service: string;
  readonly operation?: string;
  readonly repeat: number;
  readonly duration?: Nanoseconds;
  readonly overlaps: boolean;
  /** It makes calls itself, which are still to be written. */
  readonly makesCalls: boolean;
}
