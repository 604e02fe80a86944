import { type OpenPlace, openIn, type Slot } from '../../core/spec/holes.ts';
import type {
  Alternative,
  Call,
  Repeat,
  Spec,
  Statement,
  SubtreeHole,
  TraceItem,
} from '../../core/spec/spec.ts';
import type { Hole } from '../../core/spec/value.ts';
import type { TextRange } from '../../core/text/range.ts';
import { bodyOf, type Place } from './place.ts';

/** A hole with its surroundings: which value of which statement, or a subtree. */
export type HoleSite = CallHoleSite | PlainHoleSite | SubtreeHoleSite;

interface ValueHoleSite {
  readonly hole: Hole;
  readonly range: TextRange;
  /** The place of the statement itself. */
  readonly place: Place;
}

/** What a call is: for the model to say. */
export interface CallHoleSite extends ValueHoleSite {
  readonly slot: 'callee' | 'operation' | 'duration' | 'type';
  readonly call: Call;
}

/** A value that follows from what stands around it. */
export interface PlainHoleSite extends ValueHoleSite {
  readonly slot: 'after' | 'timeout' | 'backoff' | 'count' | 'share';
  readonly owner: Call | Repeat | Alternative;
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

/** Every hole as they are filled: as they stand, but how long a call takes after what is open below it. */
export function holesInOrder(spec: Spec): HoleSite[] {
  return spec.items.flatMap((trace) =>
    trace.kind === 'trace' && !trace.muted ? afterWhatIsBelow(holesOf(trace)) : [],
  );
}

/** Holes of a call that wait for those below it, and where these end. */
interface Waiting {
  readonly owner: Call;
  readonly sites: HoleSite[];
}

function afterWhatIsBelow(sites: Iterable<HoleSite>): HoleSite[] {
  const ordered: HoleSite[] = [];
  const around: Waiting[] = [];
  for (const site of sites) {
    while ((around.at(-1)?.owner.range.end ?? Number.POSITIVE_INFINITY) <= site.range.start)
      ordered.push(...(around.pop()?.sites ?? []));
    const inner = around.at(-1);
    if (site.slot === 'duration') around.push({ owner: site.call, sites: [site] });
    // What follows from how long the call takes.
    else if (inner && 'owner' in site && site.owner === inner.owner) inner.sites.push(site);
    else ordered.push(site);
  }
  return [...ordered, ...around.reverse().flatMap((waiting) => waiting.sites)];
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
    for (const found of openIn(statement)) {
      const site = siteOf(found, place);
      if (site) yield site;
    }
    if (statement.kind === 'subtree-hole') continue;
    open.push({ path: [...current.path, statement], body: bodyOf(statement), index: 0 });
  }
}

const CALL_SLOTS = ['type', 'callee', 'operation', 'duration'] as const;
const PLAIN_SLOTS = ['after', 'timeout', 'backoff', 'count', 'share'] as const;

/** What can be said of an open place; undefined for a value that nothing here tells. */
function siteOf(open: OpenPlace, place: Place): HoleSite | undefined {
  if (open.kind === 'subtree') return { slot: 'subtree', hole: open.owner, range: open.owner.range, place };
  const { value: hole, owner, nested } = open;
  if (nested || hole.kind !== 'hole') return undefined;
  const common = { hole, range: hole.range, place };
  const [ofCall, plain] = [among(CALL_SLOTS, open.slot), among(PLAIN_SLOTS, open.slot)];
  if (ofCall && owner.kind === 'call') return { ...common, slot: ofCall, call: owner };
  if (!plain || (owner.kind !== 'call' && owner.kind !== 'repeat' && owner.kind !== 'alternative'))
    return undefined;
  return { ...common, slot: plain, owner };
}

function among<S extends Slot>(slots: readonly S[], slot: Slot): S | undefined {
  return slots.find((one) => one === slot);
}
