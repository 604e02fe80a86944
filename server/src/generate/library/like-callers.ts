import { REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { type Purpose, purposeOf } from '../purpose.ts';
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

/** A second one that is less like is beside the first no help. */
const ONES_TO_FOLLOW = { most: 2, nearly: 0.75 };
/** Callers that share less are about other things; half a word says more of a caller than what others do. */
const MIN_LIKENESS = 0.14;
/** Those who work on messages are asked nothing that would tell them apart: most of their name must be the same. */
const MIN_OF_WORKERS = 0.7;
/** A word of the service's name beside one of the operation's. */
const SERVICE_WEIGHT = 2;
/** What a likeness is worth in a system of another domain, where it is mostly one of words. */
const FAR = 0.5;
/** Who sends mail does so whatever it is about. */
const FAR_OF_WORKERS = 0.85;

/**
 * Callers of any system that are named and asked like `caller`, the most like first. In a system of another domain they
 * must be much more alike than in one that knows the words of `surrounding`.
 * @param least share of their words that must be the same, from 0 to 1
 * @param most of them, and how like they must be beside the first, from 0 to 1
 */
export function callersLike(
  library: Library,
  caller: CallNode,
  surrounding: Surrounding,
  least?: number,
  { most, nearly }: { readonly most: number; readonly nearly: number } = ONES_TO_FOLLOW,
): readonly LibraryCaller[] {
  const wanted = inWordsOf(library, describe(caller));
  const enough = least ?? (wanted.isWorker ? MIN_OF_WORKERS : MIN_LIKENESS);
  const nearness = nearnessTo(library, surrounding, caller.service);
  const far = wanted.isWorker ? FAR_OF_WORKERS : FAR;
  const alike = callersOf(library)
    .all.filter(({ call }) => wayIn(call) === wayIn(caller))
    .map((known) => ({
      known,
      worth: likeness(wanted, known.words) * (far + (1 - far) * nearness(known.system)),
    }))
    .filter(({ worth }) => worth >= enough)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, most);
  return alike.flatMap(({ known, worth }) => (worth >= nearly * (alike[0]?.worth ?? 0) ? [known] : []));
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
  /** What it does itself where it is asked for nothing. */
  readonly work: readonly string[];
  /** It works on messages: what it does follows from what it is, whatever it is told. */
  readonly isWorker: boolean;
  /** Undefined where it is not said. */
  readonly purpose: Purpose | undefined;
}

/** Charts of patients are not those of prices, and to show one is not to change it. */
const OTHER_OPERATION = 0.5;
/** How much the last word of a name says of who works on messages. */
const KIND = 0.7;
/** What a word of the message says of who works on it. */
const OF_MESSAGE = 0.2;
/** What is not said to change anything is less like what does. */
const BOLDER = 0.6;

/** Shared words as a share of all, those of the service counting more; nothing where no word of the service is shared. */
function likeness(a: Words, b: Words): number {
  const service = compare(a.service, [...b.service, ...b.work]);
  if (service.shared === 0) return 0;
  const operation = compare(a.operation, b.operation);
  if (a.isWorker) return likenessOfWorkers(a, b, service) + OF_MESSAGE * operation.shared;
  const shared = SERVICE_WEIGHT * service.shared + operation.shared;
  const isOther = operation.shared === 0 && a.operation.length > 0 && b.operation.length > 0;
  const differs = isOther || kindOf(a.purpose ?? b.purpose) !== kindOf(b.purpose ?? a.purpose);
  const isBolder = a.purpose === undefined && kindOf(b.purpose) !== kindOf('reads');
  const fit = (differs ? OTHER_OPERATION : 1) * (isBolder ? BOLDER : 1);
  return (fit * shared) / (SERVICE_WEIGHT * service.all + operation.all);
}

/** A `welcome-mailer` is a mailer before all. */
function likenessOfWorkers(a: Words, b: Words, all: Shared): number {
  const head = a.service.at(-1) ?? '';
  const kind = Math.max(0, ...[...b.service, ...b.work].map((word) => rootLikeness(head, word)));
  return KIND * kind + ((1 - KIND) * all.shared) / all.all;
}

/** What is created and what is changed is written; to show something and to remove it is something else. */
const kindOf = (purpose: Purpose | undefined): Purpose | undefined =>
  purpose === 'creates' ? 'changes' : purpose;

interface Shared {
  readonly shared: number;
  readonly all: number;
}

/** How many words two lists share, words for the same thing by how far they are used for it, and how many they have. */
function compare(a: readonly string[], b: readonly string[]): Shared {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  let shared = 0;
  for (const word of fewer) shared += Math.max(0, ...more.map((other) => rootLikeness(word, other)));
  return { shared, all: a.length + b.length - shared };
}

function describe({ type, service, operation, children }: CallNode): Words {
  const work = REQUEST_TYPES.has(type) ? [] : children.filter((child) => child.type === 'in');
  return {
    service: bare(service),
    work: bare(work.map((child) => child.operation ?? '').join(' ')),
    operation: bare(operation ?? ''),
    isWorker: type === 'recv',
    purpose: purposeOf(operation),
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
  ...'get head post put patch delete created updated deleted worker consumer processor handler listener'.split(
    ' ',
  ),
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
