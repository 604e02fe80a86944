import type { Nanoseconds } from '../spec/value.ts';
import { pairedServer } from './roles.ts';
import type { SpanNode } from './span-tree.ts';

/** When a span ran, from the start of its trace, with the clocks of all services brought into line. */
export interface Interval {
  readonly start: Nanoseconds;
  readonly end: Nanoseconds;
  /** How far the clock of the span's service was off where the span enters that service; else 0. */
  readonly skew: Nanoseconds;
}

interface Placed {
  readonly interval: Interval;
  /** Added to the recorded times of this span, and of those below it in the same service. */
  readonly shift: Nanoseconds;
}

/**
 * Brings the clocks of services into line, by the rule of Jaeger's clock skew adjuster: what was called cannot have begun
 * before its caller, and the answer to a request lies inside the request. A span that merely ends after its
 * parent is left alone: nobody waited for it.
 * @param slack what may be cut off instead, since the source rounds.
 */
export function bySkewedClock(
  roots: readonly SpanNode[],
  offset: (time: bigint) => Nanoseconds,
  slack: Nanoseconds,
): ReadonlyMap<SpanNode, Interval> {
  const placed = new Map<SpanNode, Placed>();
  const open = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const recorded = { start: offset(node.span.start), end: offset(node.span.end) };
    const above = node.parent === undefined ? undefined : placed.get(node.parent);
    placed.set(
      node,
      above === undefined
        ? { interval: { ...recorded, skew: 0 }, shift: 0 }
        : place(node, recorded, above, slack),
    );
    for (const child of node.children) open.push(child);
  }
  return new Map(Array.from(placed, ([node, { interval }]) => [node, interval]));
}

interface Times {
  readonly start: Nanoseconds;
  readonly end: Nanoseconds;
}

function place(node: SpanNode, recorded: Times, parent: Placed, slack: Nanoseconds): Placed {
  const inherited = entersService(node) ? 0 : parent.shift;
  const cut = cutToParent(moved(recorded, inherited), parent.interval, slack);
  const correction = correctionFor(node, cut, parent.interval);
  const { start, end } = moved(cut, correction);
  return { interval: { start, end, skew: -correction }, shift: inherited + correction };
}

function correctionFor(node: SpanNode, { start, end }: Times, parent: Times): Nanoseconds {
  const tooEarly = start < parent.start;
  const spare = parent.end - parent.start - (end - start);
  if (spare < 0 || isAsynchronous(node) || !entersService(node)) return tooEarly ? parent.start - start : 0;
  const isOutside = tooEarly || (end > parent.end && isAnswer(node));
  // The way there and the way back are taken to be equally long.
  return isOutside ? parent.start + spare / 2 - start : 0;
}

function cutToParent({ start, end }: Times, parent: Times, slack: Nanoseconds): Times {
  const cutStart = start < parent.start && parent.start - start <= slack ? parent.start : start;
  const cutEnd = end > parent.end && end - parent.end <= slack ? parent.end : end;
  return { start: cutStart, end: Math.max(cutStart, cutEnd) };
}

const moved = ({ start, end }: Times, by: Nanoseconds): Times => ({ start: start + by, end: end + by });

function entersService(node: SpanNode): boolean {
  return node.parent?.span.resource.service !== node.span.resource.service;
}

function isAsynchronous({ span }: SpanNode): boolean {
  return span.follows || span.kind === 'consumer';
}

function isAnswer(node: SpanNode): boolean {
  return node.parent !== undefined && pairedServer(node.parent) === node;
}
