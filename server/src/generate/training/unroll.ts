import type { Random } from '../../core/random.ts';
import type { CallNode } from '../call-node.ts';

/** More of the same teach no more. */
const MOST = 8;
/** How far the durations of one kind of call lie apart, as a standard deviation of their logarithm. */
const SPREAD = 0.3;

/**
 * Every call that is made several times as so many calls, one after another: what a recorder writes, where the trace
 * language says `x 3`.
 */
export function unroll(calls: readonly CallNode[], random: Random): CallNode[] {
  return calls.flatMap((call) => {
    const children = unroll(call.children, random);
    if (call.repeat === 1) return [{ ...call, children }];
    return Array.from({ length: Math.min(call.repeat, MOST) }, (_, index) => ({
      ...call,
      children,
      repeat: 1,
      overlaps: index === 0 && call.overlaps,
      ...(call.duration === undefined
        ? {}
        : { duration: call.duration * Math.exp(SPREAD * random.normal()) }),
    }));
  });
}
