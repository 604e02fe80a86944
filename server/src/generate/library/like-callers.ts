import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { purposeOf } from '../purpose.ts';
import { nearnessTo, type Surrounding } from './domain.ts';
import { FRONT_DOORS } from './front-doors.ts';
import type { Library, LibrarySystem } from './library.ts';
import { wayIn } from './renaming.ts';
import { GENERIC } from './subject.ts';

/** A call of some system that makes calls itself. */
export interface LibraryCaller {
  readonly system: LibrarySystem;
  readonly call: CallNode;
}

const MOST_CALLERS = 2;
/** Callers that share less are about other things. */
const MIN_LIKENESS = 0.3;
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
  const wanted = describe(caller);
  const nearness = nearnessTo(library, surrounding, caller.service);
  return callersOf(library)
    .filter(({ call }) => wayIn(call) === wayIn(caller))
    .map((known) => ({
      known,
      worth: likeness(wanted, known.words) * (FAR + (1 - FAR) * nearness(known.system)),
    }))
    .filter(({ worth }) => worth >= least)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST_CALLERS)
    .map(({ known }) => known);
}

interface Words {
  readonly service: ReadonlySet<string>;
  readonly operation: ReadonlySet<string>;
  /** Asked to show something rather than to change it; undefined where it is not asked for anything. */
  readonly reads: boolean | undefined;
}

/** Charts of patients are not those of prices, and to show one is not to change it. */
const OTHER_OPERATION = 0.5;

/** Shared words as a share of all, those of the service counting more; nothing where no word of the service is shared. */
function likeness(a: Words, b: Words): number {
  const service = compare(a.service, b.service);
  if (service.shared === 0) return 0;
  const operation = compare(a.operation, b.operation);
  const shared = SERVICE_WEIGHT * service.shared + operation.shared;
  const isOther = operation.shared === 0 && a.operation.size > 0 && b.operation.size > 0;
  const differs = isOther || (a.reads ?? b.reads) !== (b.reads ?? a.reads);
  return ((differs ? OTHER_OPERATION : 1) * shared) / (SERVICE_WEIGHT * service.all + operation.all);
}

function compare(a: ReadonlySet<string>, b: ReadonlySet<string>): { shared: number; all: number } {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return { shared, all: a.size + b.size - shared };
}

function describe({ service, operation }: CallNode): Words {
  const bare = (name: string) =>
    new Set(wordsOf(name).flatMap((word) => (SAYS_NOTHING.has(word) ? [] : [word.replace(/s$/u, '')])));
  return {
    service: bare(service),
    operation: bare(operation ?? ''),
    reads: operation === undefined ? undefined : purposeOf(operation) === 'reads',
  };
}

/** Words that say what a service is, where it stands or how it is asked, not what it is about. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  ...GENERIC,
  ...FRONT_DOORS,
  ...'get head post put patch delete'.split(' '),
]);

type KnownCaller = LibraryCaller & { readonly words: Words };

const CALLERS = new WeakMap<Library, readonly KnownCaller[]>();

/** Every caller of the library once. */
function callersOf(library: Library): readonly KnownCaller[] {
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
  CALLERS.set(library, [...found.values()]);
  return [...found.values()];
}
