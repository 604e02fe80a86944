import type { Nanoseconds } from '../../core/spec/value.ts';
import { type CallNode, layersOf, type PlacedLayer } from '../call-node.ts';

/** What is usual in a system, so that the labels `slow` and `rare` have a meaning (PAPER: TraceLLM, 5.3). */
export interface Habits {
  /** The caller takes longer than nine in ten calls of its kind. */
  isSlow(layer: PlacedLayer): boolean;
  /** The layer makes a call that fewer than one in ten traces of the system hold. */
  isRare(layer: PlacedLayer): boolean;
}

/** Fewer traces tell nothing of what is usual. */
const MIN_TRACES = 10;
const SLOW_QUANTILE = 0.9;
const RARE_SHARE = 0.1;

export const NO_HABITS: Habits = { isSlow: () => false, isRare: () => false };

export function habitsOf(traces: readonly (readonly CallNode[])[]): Habits {
  if (traces.length < MIN_TRACES) return NO_HABITS;
  const durations = new Map<string, Nanoseconds[]>();
  const traceCounts = new Map<string, number>();
  for (const layers of traces.map(layersOf)) {
    const kinds = new Set<string>();
    for (const { path, calls } of layers) {
      const caller = path.at(-1);
      for (const call of calls) kinds.add(edgeKey(caller, call));
      for (const call of calls) noteDuration(durations, call);
    }
    for (const kind of kinds) traceCounts.set(kind, (traceCounts.get(kind) ?? 0) + 1);
  }
  const slowFrom = new Map([...durations].map(([kind, values]) => [kind, quantile(values)]));
  return {
    isSlow: ({ path }) => {
      const caller = path.at(-1);
      if (caller?.duration === undefined) return false;
      return caller.duration > (slowFrom.get(kindKey(caller)) ?? Number.POSITIVE_INFINITY);
    },
    isRare: ({ path, calls }) =>
      calls.some((call) => {
        const count = traceCounts.get(edgeKey(path.at(-1), call)) ?? 0;
        return count < RARE_SHARE * traces.length;
      }),
  };
}

function noteDuration(durations: Map<string, Nanoseconds[]>, call: CallNode): void {
  if (call.duration === undefined) return;
  const values = durations.get(kindKey(call));
  if (values) values.push(call.duration);
  else durations.set(kindKey(call), [call.duration]);
}

function quantile(values: readonly Nanoseconds[]): Nanoseconds {
  if (values.length < MIN_TRACES) return Number.POSITIVE_INFINITY;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(SLOW_QUANTILE * sorted.length)] ?? Number.POSITIVE_INFINITY;
}

const kindKey = ({ type, service, operation }: CallNode): string => `${type}\n${service}\n${operation ?? ''}`;

const edgeKey = (caller: CallNode | undefined, call: CallNode): string =>
  `${caller?.service ?? ''}\n${call.type}\n${call.service}`;
