import type { CallNode } from './call-node.ts';

/** Calls of a layer that a prompt shows on one side of a place; what is farther away must not fill the model's context. */
const MOST_SHOWN = 40;

/** Of the calls before a place, those that a prompt shows: the nearest. */
export function shownBefore(calls: readonly CallNode[]): readonly CallNode[] {
  return calls.slice(-MOST_SHOWN);
}

/** Of the calls behind a place, those that a prompt shows. */
export function shownBehind(calls: readonly CallNode[]): readonly CallNode[] {
  return calls.slice(0, MOST_SHOWN);
}
