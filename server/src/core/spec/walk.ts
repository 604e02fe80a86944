import type { TextRange } from '../text/range.ts';
import type { Entry } from './kinds.ts';
import type { Call, Statement } from './spec.ts';

const NOTHING: readonly Entry[] = [];

/** The statements, rules, clauses or attributes between the braces of `entry`, in text order. */
export function childrenOf(entry: Entry): readonly Entry[] {
  if ('body' in entry) return entry.body;
  if ('rules' in entry) return entry.rules;
  if ('clauses' in entry) return entry.clauses;
  return 'attributes' in entry ? entry.attributes : NOTHING;
}

export interface CallVisit {
  readonly call: Call;
  /** Levels of calls: 1 where no call of the walk is around it. */
  readonly depth: number;
  /** The call around it, through `par`, `repeat`, `choose`, shares and `on error`. */
  readonly caller?: Call;
}

interface Frame {
  readonly statements: readonly Entry[];
  next: number;
  readonly depth: number;
  readonly caller: Call | undefined;
}

/**
 * The calls among `statements` and below them, in text order: a caller before its calls. Muted statements are left
 * out, as if they were not there.
 */
export function* callsIn(statements: readonly Statement[]): Generator<CallVisit, void, undefined> {
  const stack: Frame[] = [{ statements, next: 0, depth: 1, caller: undefined }];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const entry = frame.statements[frame.next];
    frame.next += 1;
    if (entry === undefined) stack.pop();
    if (entry === undefined || entry.muted) continue;
    const { depth, caller } = frame;
    const call = entry.kind === 'call' ? entry : undefined;
    if (call !== undefined) yield caller === undefined ? { call, depth } : { call, depth, caller };
    const below = childrenOf(entry);
    if (below.length === 0) continue;
    stack.push({ statements: below, next: 0, depth: depth + (call ? 1 : 0), caller: call ?? caller });
  }
}

/** How many of `entries` (in text order) come before the first for whose range `holds` is false. */
export function countBefore(entries: readonly Entry[], holds: (range: TextRange) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && holds(entry.range)) low = middle + 1;
    else high = middle;
  }
  return low;
}
