import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { reads } from '../operations.ts';
import type { Library, LibrarySystem } from './library.ts';

/** What is known of a file and of the place in it for which inspiration is sought. */
export interface Setting {
  /** Name of the trace that is written. */
  readonly title: string;
  /** The calls around the place, entry call first. */
  readonly callers: readonly Pick<CallNode, 'service' | 'operation'>[];
  /** All services that the file and its neighbours name. */
  readonly services: readonly string[];
}

export type LibraryTrace = LibrarySystem['traces'][number];

export interface Nearest {
  readonly system: LibrarySystem;
  /** Its trace that is most like the one that is written. */
  readonly trace: LibraryTrace;
}

/** How much it says that a word stands there: in the file, and in a trace of the library. */
const ASKED = { title: 1.5, operation: 2, caller: 1, service: 1 };
const TOLD = { title: 2.5, operation: 2.5, system: 3, call: 1, neighbour: 0.6 };

/** What examples of services are mostly about, for a file that says nothing known. */
const COMMONPLACE: Setting = {
  title: 'checkout',
  callers: [{ service: 'shop', operation: 'POST /orders' }],
  services: [],
};

/** How much the commonplace weighs beside what is asked. */
const PRIOR = 0.08;
/** A trace that shows something is less like one that changes something. */
const OTHER_PURPOSE = 0.5;

/**
 * The trace of the library that is told in the words of `setting`, rarer words counting more; undefined where the library
 * is empty.
 */
export function nearestTrace(library: Library, setting: Setting): Nearest | undefined {
  const { traces, rarity, prior } = indexOf(library);
  const asked = askedWords(setting);
  const purpose = reads(setting.callers[0]?.operation ?? '');
  let best: { readonly nearest: Nearest; readonly score: number } | undefined;
  traces.forEach(({ nearest, words }, index) => {
    const fits = purpose === reads(nearest.trace.roots[0]?.operation ?? '') ? 1 : OTHER_PURPOSE;
    const score = fits * likeness(asked, words, rarity) + PRIOR * (prior[index] ?? 0);
    if (!best || score > best.score) best = { nearest, score };
  });
  return best?.nearest;
}

/** What the shared words weigh, times the share of the asked words that are found: one rare word is no domain. */
function likeness(asked: Words, told: Words, rarity: Words): number {
  let [score, found, all] = [0, 0, 0];
  for (const [word, weight] of asked) {
    const says = rarity.get(word);
    if (says === undefined) continue;
    all += weight;
    const here = told.get(word) ?? 0;
    if (here > 0) found += weight;
    score += weight * here * says;
  }
  return all === 0 ? 0 : (score * found) / all;
}

type Words = ReadonlyMap<string, number>;

function askedWords({ title, callers, services }: Setting): Map<string, number> {
  const asked = new Map<string, number>();
  for (const service of services) raise(asked, service, ASKED.service, SERVICE);
  for (const { service } of callers) raise(asked, service, ASKED.caller);
  for (const { operation } of callers) raise(asked, operation ?? '', ASKED.operation);
  raise(asked, title, ASKED.title);
  return asked;
}

/** Marks a word as one of a service's name: `stock` the service is no `stock` that is traded. */
const SERVICE = '@';

/** What the library's traces are found by. */
interface Index {
  readonly traces: readonly { readonly nearest: Nearest; readonly words: ReadonlyMap<string, number> }[];
  /** By word: the fewer systems know it, the more it says. */
  readonly rarity: ReadonlyMap<string, number>;
  /** By trace: how commonplace it is. */
  readonly prior: readonly number[];
}

const INDICES = new WeakMap<Library, Index>();

function indexOf(library: Library): Index {
  const known = INDICES.get(library);
  if (known) return known;
  const systems = library.systems.map((system) => ({ system, words: systemWords(system) }));
  const frequency = new Map<string, number>();
  for (const { words } of systems)
    for (const word of words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const traces = systems.flatMap(({ system, words }) =>
    system.traces.map((trace) => ({ nearest: { system, trace }, words: traceWords(trace, words) })),
  );
  const rarity = new Map(
    [...frequency].map(([word, count]) => [word, Math.log((systems.length + 1) / count)]),
  );
  const commonplace = askedWords(COMMONPLACE);
  const index = { traces, rarity, prior: traces.map(({ words }) => likeness(commonplace, words, rarity)) };
  INDICES.set(library, index);
  return index;
}

/** The words of a whole system, which speak for each of its traces a little. */
function systemWords({ name, traces }: LibrarySystem): Map<string, number> {
  const words = new Map<string, number>();
  for (const trace of traces) {
    raise(words, trace.name, TOLD.neighbour);
    for (const call of callsOf(trace)) {
      raise(words, call.service, TOLD.neighbour);
      raise(words, call.service, TOLD.neighbour, SERVICE);
      raise(words, call.operation ?? '', TOLD.neighbour);
    }
  }
  addHeading(words, name, TOLD.system);
  return words;
}

function traceWords(trace: LibraryTrace, system: ReadonlyMap<string, number>): Map<string, number> {
  const words = new Map(system);
  for (const call of callsOf(trace)) {
    raise(words, call.service, TOLD.call);
    raise(words, call.service, TOLD.call, SERVICE);
    raise(words, call.operation ?? '', TOLD.call);
  }
  for (const { operation } of trace.roots) addHeading(words, operation ?? '', TOLD.operation);
  addHeading(words, trace.name, TOLD.title);
  return words;
}

function callsOf(trace: LibraryTrace): CallNode[] {
  const calls = [...trace.roots];
  for (let index = 0; index < calls.length; index++) calls.push(...(calls[index]?.children ?? []));
  return calls;
}

/** A word counts by the best place where it stands. */
function raise(words: Map<string, number>, text: string, weight: number, mark = ''): void {
  for (const root of rootsOf(text)) {
    const word = mark + root;
    words.set(word, Math.max(weight, words.get(word) ?? 0));
  }
}

/** A heading says more of each of its words the fewer it has. */
function addHeading(words: Map<string, number>, text: string, weight: number): void {
  const roots = rootsOf(text);
  for (const root of roots) words.set(root, (words.get(root) ?? 0) + weight / Math.sqrt(roots.size));
}

function rootsOf(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !SAYS_NOTHING.has(word))
      .map(rootOf),
  );
}

/** `transfers`, `banking` and `bank` are of one kind where the domain is guessed; `books` and `bookings` are not. */
function rootOf(word: string): string {
  if (word.startsWith('booking')) return 'booking';
  const bare = word.replace(/(?<=\p{L}{3})(?:ings?|s)$/u, '');
  return bare.replace(/(?<=\p{L}{3})e$/u, '');
}

/** Words of every domain: verbs of protocols and what services are made of. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(
  'get post put patch delete head select insert update set find list read write create api app gateway web www frontend backend bff edge service services svc server srv client v1 v2 v3 id by the of for and a db database cache redis pg sql postgres postgresql mysql mongo kafka queue main event events process handle request requested new'.split(
    ' ',
  ),
);
