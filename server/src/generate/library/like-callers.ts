import { REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { purposeOf } from '../purpose.ts';
import { nearnessTo, type Surrounding } from './domain.ts';
import { FRONT_DOORS } from './front-doors.ts';
import type { Library, LibrarySystem } from './library.ts';
import { wayIn } from './renaming.ts';
import { rootLikeness } from './root-likeness.ts';
import { rootsOf } from './roots.ts';
import { GENERIC } from './subject.ts';
import { unglued } from './unglued.ts';

/** A call of some system that makes calls itself. */
export interface LibraryCaller {
  readonly system: LibrarySystem;
  readonly call: CallNode;
}

const MOST_CALLERS = 2;
/** A second one that is less like is beside the first no help. */
const NEARLY = 0.5;
/** Callers that share less are about other things; half a word says more of a caller than what others do. */
const MIN_LIKENESS = 0.14;
/** A word of the service's name beside one of the operation's. */
const SERVICE_WEIGHT = 2;
/** What a likeness is worth in a system of another domain, where it is mostly one of words. */
const FAR = 0.5;

/**
 * Callers of any system that are named and asked like `caller`, the most like first. In a system of another domain they
 * must be much more alike than in one that knows the words of `surrounding`.
 * @param least share of their words that must be the same, from 0 to 1
 */
export function callersLike(
  library: Library,
  caller: CallNode,
  surrounding: Surrounding,
  least = MIN_LIKENESS,
): readonly LibraryCaller[] {
  const wanted = inWordsOf(library, describe(caller));
  const nearness = nearnessTo(library, surrounding, caller.service);
  const alike = callersOf(library)
    .all.filter(({ call }) => wayIn(call) === wayIn(caller))
    .map((known) => ({
      known,
      worth: likeness(wanted, known.words) * (FAR + (1 - FAR) * nearness(known.system)),
    }))
    .filter(({ worth }) => worth >= least)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST_CALLERS);
  return alike.flatMap(({ known, worth }) => (worth >= NEARLY * (alike[0]?.worth ?? 0) ? [known] : []));
}

/** A word of its name that nobody in the library is named by says nothing: `subgraph` of `cart-subgraph`. */
function inWordsOf(library: Library, words: Words): Words {
  const { names } = callersOf(library);
  const isKnown = (word: string) => names.some((other) => rootLikeness(word, other) > 0);
  return { ...words, service: words.service.filter(isKnown) };
}

interface Words {
  readonly service: readonly string[];
  readonly operation: readonly string[];
  /** Asked to show something rather than to change it; undefined where it is not asked for anything. */
  readonly reads: boolean | undefined;
}

/** Charts of patients are not those of prices, and to show one is not to change it. */
const OTHER_OPERATION = 0.5;
/** What is not said to change anything is less like what does. */
const BOLDER = 0.6;

/** Shared words as a share of all, those of the service counting more; nothing where no word of the service is shared. */
function likeness(a: Words, b: Words): number {
  const service = compare(a.service, b.service);
  if (service.shared === 0) return 0;
  const operation = compare(a.operation, b.operation);
  const shared = SERVICE_WEIGHT * service.shared + operation.shared;
  const isOther = operation.shared === 0 && a.operation.length > 0 && b.operation.length > 0;
  const differs = isOther || (a.reads ?? b.reads) !== (b.reads ?? a.reads);
  const isBolder = a.reads === undefined && b.reads === false;
  const fit = (differs ? OTHER_OPERATION : 1) * (isBolder ? BOLDER : 1);
  return (fit * shared) / (SERVICE_WEIGHT * service.all + operation.all);
}

/** How many words two lists share, words for the same thing by how far they are used for it, and how many they have. */
function compare(a: readonly string[], b: readonly string[]): { shared: number; all: number } {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  let shared = 0;
  for (const word of fewer) shared += Math.max(0, ...more.map((other) => rootLikeness(word, other)));
  return { shared, all: a.length + b.length - shared };
}

function describe({ type, service, operation, children }: CallNode): Words {
  const purpose = purposeOf(operation);
  const work = REQUEST_TYPES.has(type) ? [] : children.filter((child) => child.type === 'in');
  return {
    service: bare([service, ...work.map((child) => child.operation ?? '')].join(' ')),
    operation: bare(operation ?? ''),
    reads: purpose === undefined ? undefined : purpose === 'reads',
  };
}

const bare = (name: string): string[] => [
  ...new Set(
    wordsOf(name)
      .flatMap(unglued)
      .flatMap((word) => (SAYS_NOTHING.has(word) ? [] : [[...rootsOf(word)][0] ?? word])),
  ),
];

/** Words that say what a service is, where it stands or how it is asked, not what it is about. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  ...GENERIC,
  ...FRONT_DOORS,
  ...'get head post put patch delete created updated deleted'.split(' '),
]);

type KnownCaller = LibraryCaller & { readonly words: Words };

interface Callers {
  readonly all: readonly KnownCaller[];
  /** Words of their names. */
  readonly names: readonly string[];
}

const CALLERS = new WeakMap<Library, Callers>();

/** Every caller of the library once. */
function callersOf(library: Library): Callers {
  const known = CALLERS.get(library);
  if (known) return known;
  const found = new Map<string, KnownCaller>();
  for (const system of library.systems) {
    const calls = system.traces.flatMap((trace) => trace.roots);
    for (let index = 0; index < calls.length; index++) {
      const call = calls[index];
      if (!call || call.children.length === 0) continue;
      calls.push(...call.children);
      const key = `${system.name}\n${call.service}\n${call.operation ?? ''}`;
      if (!found.has(key)) found.set(key, { system, call, words: describe(call) });
    }
  }
  const all = [...found.values()];
  const callers = { all, names: [...new Set(all.flatMap(({ words }) => words.service))] };
  CALLERS.set(library, callers);
  return callers;
}
