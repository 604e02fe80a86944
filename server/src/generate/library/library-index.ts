import type { CallNode } from '../call-node.ts';
import { type Purpose, purposeOf } from '../purpose.ts';
import type { Library, LibrarySystem } from './library.ts';
import type { rootsOf } from './roots.ts';
import { raise, rememberedRoots, SERVICE, shareOf, type WeighedWords } from './weighed-words.ts';

export type LibraryTrace = LibrarySystem['traces'][number];

/** What the systems of a library and their traces are found by. */
export interface LibraryIndex {
  readonly wordsOf: ReadonlyMap<LibrarySystem, WeighedWords>;
  /** Each trace once, with the words of all its draws. */
  readonly traces: readonly IndexedTrace[];
  /** By word: the fewer systems know it, the more it says. */
  readonly rarity: ReadonlyMap<string, number>;
  /** How much a word says that no system knows. */
  readonly unheardOf: number;
}

export interface IndexedTrace {
  readonly system: LibrarySystem;
  readonly trace: LibraryTrace;
  /** Of its first call. */
  readonly purpose: Purpose | undefined;
  /** Words of its calls, of its title and its first operation, and of its whole system. */
  readonly calls: WeighedWords;
  readonly headings: WeighedWords;
  readonly domain: WeighedWords;
}

/**
 * How much it says that a word stands there: in a trace, its title or its first operation, in what is said of its system, or
 * in another trace of that.
 */
export const TOLD = { title: 2.5, operation: 2.5, system: 4, about: 2, call: 1, neighbour: 0.6 };

const INDICES = new WeakMap<Library, LibraryIndex>();

export function indexOf(library: Library): LibraryIndex {
  const known = INDICES.get(library) ?? createIndex(library);
  INDICES.set(library, known);
  return known;
}

function createIndex(library: Library): LibraryIndex {
  const roots = rememberedRoots();
  const read = library.systems.map((system) => readSystem(system, roots));
  return {
    wordsOf: new Map(read.map(({ system, words }) => [system, words])),
    traces: read.flatMap(({ traces }) => traces),
    rarity: rarityIn(read.map(({ words }) => words)),
    unheardOf: Math.log(read.length + 1),
  };
}

/** By word: the fewer of `all` know it, the more it says. */
function rarityIn(all: readonly WeighedWords[]): ReadonlyMap<string, number> {
  const frequency = new Map<string, number>();
  for (const words of all)
    for (const word of words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return new Map([...frequency].map(([word, count]) => [word, Math.log((all.length + 1) / count)]));
}

function readSystem(system: LibrarySystem, roots: typeof rootsOf) {
  const told = drawsByName(system).map((draws) => ({ draws, ...textsOf(draws) }));
  const words = systemWords(system, told, roots);
  const traces = told.flatMap(({ draws: [trace], ...texts }) =>
    trace
      ? [
          {
            system,
            trace,
            purpose: purposeOf(trace.roots[0]?.operation),
            ...traceWords(trace, texts, roots),
            domain: words,
          },
        ]
      : [],
  );
  return { system, words, traces };
}

function drawsByName({ traces }: LibrarySystem): LibraryTrace[][] {
  const draws = new Map<string, LibraryTrace[]>();
  for (const trace of traces) draws.set(trace.name, [...(draws.get(trace.name) ?? []), trace]);
  return [...draws.values()];
}

interface Texts {
  readonly services: ReadonlySet<string>;
  readonly operations: ReadonlySet<string>;
}

function textsOf(draws: readonly LibraryTrace[]): Texts {
  const calls: CallNode[] = draws.flatMap(({ roots }) => roots);
  for (let index = 0; index < calls.length; index++) calls.push(...(calls[index]?.children ?? []));
  return {
    services: new Set(calls.map(({ service }) => service)),
    operations: new Set(calls.map(({ operation = '' }) => operation)),
  };
}

/** The words of a whole system, which speak for each of its traces a little. */
function systemWords(
  { name, about, traces }: LibrarySystem,
  told: readonly Texts[],
  roots: typeof rootsOf,
): Map<string, number> {
  const words = new Map<string, number>();
  for (const trace of traces) raise(words, roots(trace.name), TOLD.neighbour);
  for (const texts of told) raiseAll(words, texts, TOLD.neighbour, roots);
  raise(words, roots(about), TOLD.about);
  addHeading(words, roots(name), TOLD.system);
  return words;
}

function traceWords(trace: LibraryTrace, texts: Texts, roots: typeof rootsOf) {
  const [calls, headings] = [new Map<string, number>(), new Map<string, number>()];
  raiseAll(calls, texts, TOLD.call, roots);
  for (const { operation = '' } of trace.roots) addHeading(headings, roots(operation), TOLD.operation);
  addHeading(headings, roots(trace.name), TOLD.title);
  return { calls, headings };
}

function raiseAll(
  words: Map<string, number>,
  { services, operations }: Texts,
  weight: number,
  roots: typeof rootsOf,
): void {
  for (const service of services) {
    raise(words, roots(service), weight);
    raise(words, roots(service), weight, SERVICE);
  }
  for (const operation of operations) raise(words, roots(operation), weight);
}

function addHeading(words: Map<string, number>, heading: ReadonlySet<string>, weight: number): void {
  const share = shareOf(weight, heading);
  for (const root of heading) words.set(root, (words.get(root) ?? 0) + share);
}
