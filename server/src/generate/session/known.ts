import type { CallNode } from '../call-node.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import { createMemory, joinedMemory, type Memory } from '../memory/memory.ts';

/** What some traces show: whom one can call, and what follows what. */
export interface Known {
  readonly memory: Memory;
  /** The services in the order in which they are called. */
  readonly services: ReadonlyMap<string, CatalogueEntry>;
}

type Roots = readonly CallNode[];

/** What a trace shows. */
export function readTrace(roots: Roots): Known {
  const memory = createMemory();
  memory.add(roots);
  return { memory, services: servicesIn(roots) };
}

/** What calls show whose layer is not whole yet. */
export function readOpenLayer(calls: Roots): Known {
  const memory = createMemory();
  memory.addBelow(calls);
  return { memory, services: servicesIn(calls) };
}

const OF_TRACE = new WeakMap<Roots, Known>();

/** The same, worked out once for a trace that does not change. */
function knownOf(roots: Roots): Known {
  const kept = OF_TRACE.get(roots);
  if (kept) return kept;
  const known = readTrace(roots);
  OF_TRACE.set(roots, known);
  return known;
}

/**
 * What calls show that are drawn from the text anew at each request: as long as they come out the same, and while a line is
 * being typed they do, what was worked out last is used again.
 */
export class LastKnown {
  readonly #read: (calls: Roots) => Known;
  #last: { readonly calls: Roots; readonly known: Known } | undefined;

  constructor(read: (calls: Roots) => Known) {
    this.#read = read;
  }

  of(calls: Roots): Known {
    if (this.#last === undefined || !isAlike(this.#last.calls, calls))
      this.#last = { calls, known: this.#read(calls) };
    return this.#last.known;
  }
}

/** Recursion is bounded by the depth to which texts are drawn. */
function isAlike(a: Roots, b: Roots): boolean {
  return a.length === b.length && a.every((call, index) => isAlikeCall(call, b[index]));
}

function isAlikeCall(a: CallNode, b: CallNode | undefined): boolean {
  if (a === b) return true;
  return (
    a.type === b?.type &&
    a.service === b.service &&
    a.operation === b.operation &&
    a.repeat === b.repeat &&
    a.duration === b.duration &&
    a.overlaps === b.overlaps &&
    isAlike(a.children, b.children)
  );
}

interface Run {
  readonly traces: readonly Roots[];
  readonly known: Known;
}

/** By the first trace of the run. */
const OF_RUN = new WeakMap<Roots, Run>();

/** What traces that stand one after another show together; put together once for as long as none of them changes. */
export function knownOfRun(traces: readonly Roots[]): Known {
  const [first] = traces;
  if (first === undefined) return NOTHING_KNOWN;
  const kept = OF_RUN.get(first);
  if (kept && isSame(kept.traces, traces)) return kept.known;
  const known = joinedKnown(traces.map(knownOf));
  OF_RUN.set(first, { traces, known });
  return known;
}

/** What is known of all parts together, as if they were the traces of one file. */
function joinedKnown(parts: readonly Known[]): Known {
  return {
    memory: joinedMemory(parts.map(({ memory }) => memory)),
    services: firstOfEach(parts.map(({ services }) => services)),
  };
}

/** Every service with its first entry, in the order of the lists. */
export function firstOfEach(
  lists: readonly ReadonlyMap<string, CatalogueEntry>[],
): ReadonlyMap<string, CatalogueEntry> {
  const entries = new Map<string, CatalogueEntry>();
  for (const list of lists)
    for (const [service, entry] of list) if (!entries.has(service)) entries.set(service, entry);
  return entries;
}

export function byService(entries: readonly CatalogueEntry[]): ReadonlyMap<string, CatalogueEntry> {
  return firstOfEach(entries.map((entry) => new Map([[entry.service, entry]])));
}

export const entryFor = ({ service, type }: CallNode): CatalogueEntry => ({ service, type, named: true });

/** The services of some calls and of those below them. Iterative: imported traces may be deep. */
export function servicesIn(calls: Roots): Map<string, CatalogueEntry> {
  const entries = new Map<string, CatalogueEntry>();
  const open = calls.toReversed();
  for (let call = open.pop(); call; call = open.pop()) {
    if (!entries.has(call.service)) entries.set(call.service, entryFor(call));
    open.push(...call.children.toReversed());
  }
  return entries;
}

export function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

export const NOTHING_KNOWN: Known = { memory: createMemory(), services: new Map() };
