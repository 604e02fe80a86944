import type { CallType } from '../spec/spec.ts';
import type { Nanoseconds } from '../spec/value.ts';
import type { Timeline } from './clock.ts';
import type { Interval } from './skew.ts';
import type { SpanNode } from './span-tree.ts';
import { type LineStatus, statusOf } from './status.ts';

/** A call line on its way from spans to a spec; mutable until all lines of the trace are made. */
export interface Line {
  readonly type: CallType;
  /** Absent where nothing says whom the caller called. */
  readonly callee: string | undefined;
  /** Empty where there is none. */
  readonly operation: string;
  readonly start: Nanoseconds;
  readonly end: Nanoseconds;
  readonly skew: Nanoseconds;
  readonly missingParent: boolean;
  readonly status: LineStatus | undefined;
  /** Nobody waited for it, even where it ended in time. */
  readonly follows: boolean;
  /** Set on a `send` that a `recv` links to. */
  label?: string;
  /** The `send` that a `recv` got its message from. */
  link?: Line;
  readonly body: Line[];
}

export type Naming = Pick<Line, 'type' | 'callee' | 'operation'>;

/** The line of a span, named as `naming` says. */
export function lineOf(node: SpanNode, naming: Naming, timeline: Timeline): Line {
  return {
    ...naming,
    ...timeline.of(node),
    missingParent: node.missingParent,
    status: statusOf(node.span),
    follows: node.span.follows,
    body: [],
  };
}

/** One line for both sides of a call: the caller's times, the callee's clock. */
export function pairLineOf(client: SpanNode, server: SpanNode, naming: Naming, timeline: Timeline): Line {
  const { skew } = timeline.of(server);
  return { ...lineOf(client, naming, timeline), skew, status: statusOf(client.span, server.span) };
}

/** The line that holds the entry lines of a trace. */
export function rootLine(roots: readonly Interval[]): Line {
  return {
    type: 'in',
    callee: undefined,
    operation: '',
    start: roots.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY),
    end: Number.POSITIVE_INFINITY,
    skew: 0,
    missingParent: false,
    status: undefined,
    follows: false,
    body: [],
  };
}
