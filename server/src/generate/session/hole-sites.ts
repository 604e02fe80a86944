import type { Call, Spec, Statement, SubtreeHole, TraceItem } from '../../core/spec/spec.ts';
import type { Hole } from '../../core/spec/value.ts';
import type { TextRange } from '../../core/text/range.ts';
import { bodyOf, type Place } from './place.ts';

/** A hole with its surroundings: which value of which call, or a subtree. */
export type HoleSite = ValueHoleSite | SubtreeHoleSite;

export interface ValueHoleSite {
  readonly slot: 'callee' | 'operation' | 'duration' | 'type';
  readonly hole: Hole;
  readonly call: Call;
  readonly range: TextRange;
  /** The place of the call itself. */
  readonly place: Place;
}

export interface SubtreeHoleSite {
  readonly slot: 'subtree';
  readonly hole: SubtreeHole;
  readonly range: TextRange;
  readonly place: Place;
}

/** The first hole that starts at or behind `from`, in the order in which holes of a line depend on each other. */
export function nextHole(spec: Spec, from: number): HoleSite | undefined {
  for (const trace of spec.items) {
    if (trace.kind !== 'trace' || trace.muted || trace.range.end <= from) continue;
    for (const site of holesOf(trace)) if (site.range.start >= from) return site;
  }
  return undefined;
}

/** The hole at `offset`, or else the first one on its line. */
export function holeAt(spec: Spec, text: string, offset: number): HoleSite | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline === -1 ? text.length : newline;
  let onLine: HoleSite | undefined;
  for (
    let site = nextHole(spec, lineStart);
    site && site.range.start < lineEnd;
    site = nextHole(spec, site.range.start + 1)
  ) {
    if (site.range.start <= offset && offset <= site.range.end) return site;
    onLine ??= site;
  }
  return onLine;
}

interface OpenBody {
  readonly path: readonly Statement[];
  readonly body: readonly Statement[];
  index: number;
}

/** Walks in text order with a stack of its own: a hostile file may nest deeper than JavaScript's. */
function* holesOf(trace: TraceItem): Generator<HoleSite> {
  const open: OpenBody[] = [{ path: [], body: trace.body, index: 0 }];
  for (let current = open.at(-1); current; current = open.at(-1)) {
    const index = current.index++;
    const statement = current.body[index];
    if (!statement) {
      open.pop();
      continue;
    }
    if (statement.muted) continue;
    const place = { trace, path: current.path, body: current.body, index };
    if (statement.kind === 'call') yield* holesOfCall(statement, place);
    if (statement.kind === 'subtree-hole') {
      yield { slot: 'subtree', hole: statement, range: statement.range, place };
      continue;
    }
    open.push({ path: [...current.path, statement], body: bodyOf(statement), index: 0 });
  }
}

function* holesOfCall(call: Call, place: Place): Generator<ValueHoleSite> {
  const site = (slot: ValueHoleSite['slot'], hole: Hole) => ({ slot, hole, call, range: hole.range, place });
  if (typeof call.type !== 'string') yield site('type', call.type);
  if ('kind' in call.callee && call.callee.kind === 'hole') yield site('callee', call.callee);
  if (call.operation && 'kind' in call.operation && call.operation.kind === 'hole')
    yield site('operation', call.operation);
  if (call.modifiers.duration?.kind === 'hole') yield site('duration', call.modifiers.duration);
}
