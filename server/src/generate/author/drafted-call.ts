import type { CallNode } from '../call-node.ts';

/** A call as a general model wrote it down: nothing in it is checked against rules. */
export interface DraftedCall extends Omit<CallNode, 'children'> {
  /** It makes calls itself, which are still to be written. */
  readonly makesCalls: boolean;
}
