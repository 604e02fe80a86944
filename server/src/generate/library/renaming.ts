import { type CallType, REQUEST_TYPES, STORE_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { remembering } from '../remembering.ts';
import { counterpartsOf, type Described, described, type Ensemble, storeFor } from './counterparts.ts';
import type { Library, LibrarySystem } from './library.ts';
import { operationStyleOf, restyle, restyleOperation, styleOf, withoutCommonWords } from './naming-style.ts';
import { capital, collectionOf, operationOver } from './protocols.ts';
import { rolesIn } from './roles.ts';
import { rootsOf, sharesRoot } from './roots.ts';
import { SEARCH, subjectWords } from './subject.ts';
import { areSynonyms } from './synonyms.ts';
import { retoldTable } from './tables.ts';
import { subjectsOf } from './told-subjects.ts';
import { retoldTopics, unsentTopics } from './topics.ts';

/** How a system is told in another file: its services and the operations they are asked for. */
export interface Renaming {
  /**
   * Undefined where nobody of the file does what that service does.
   * @param caller as the file names him
   */
  service(call: CallNode, caller: string): string | undefined;
  /** How the file calls that one of its services. */
  type(call: CallNode, service: string): CallType;
  operation(call: CallNode, place: RenamedPlace): string | undefined;
}

/** How the file names a call whose operation is sought, and who makes it. */
export interface RenamedPlace {
  readonly type: CallType;
  readonly service: string;
  readonly caller: string;
  /** The caller as the system names him. */
  readonly told: string;
}

/** A call of the file that is to stand where the system has one of its own. */
export interface SameCall {
  readonly own: CallNode;
  readonly told: CallNode;
}

/** Stands in no name. */
const APART = '\n';
const NO_TOPICS: ReadonlyMap<string, string> = new Map();
const NO_MESSAGES: ReadonlySet<string> = new Set();

/** What a file shows of how it names things, and who there is. */
export interface Names {
  readonly ensemble: Ensemble;
  readonly methods: readonly string[];
  /** How services ask each other where the file does not show it; where that is open, as the system has it. */
  readonly way?: CallType | undefined;
  /** Whom nobody of the file stands for comes to it, even where it is complete. */
  readonly welcomesOthers?: boolean;
}

/** Names for a system's services and operations as a file that names things like `names` would have them. */
export function renamingOf(
  system: LibrarySystem,
  { ensemble, methods, way, welcomesOthers = !ensemble.isComplete }: Names,
  same?: SameCall,
): Renaming {
  const style = styleOf(ensemble.services.map(({ service }) => service));
  const operations = operationStyleOf(methods);
  const plain = plainNames(system);
  const counterparts = counterpartsIn(system, ensemble);
  const put = same && fits(same, plain) ? same : undefined;
  const ways = waysToCall(ensemble, way);
  /** Who comes to a file is asked as its own are, unless the system asks him otherwise than its own, too. */
  const wayOfOthers = (told: CallType): CallType => (told === wayOf(system) ? (way ?? told) : told);
  const roles = rolesIn(ensemble);
  const unsent = ensemble.isComplete
    ? unsentTopics(system, (sender) => roles.standsInFront(ownOf(sender) ?? sender))
    : NO_MESSAGES;
  const topics = ensemble.isComplete ? retoldTopics(system, ensemble.services, ownOf) : NO_TOPICS;
  const stores = new Map([...STORE_TYPES].map((type) => [type, remembering(storeBetween(type))]));
  function storeBetween(type: CallType): (pair: string) => string | undefined {
    return (pair) => {
      const [caller = '', store = ''] = pair.split(APART);
      return storeFor({ ...ensemble, isComplete: !welcomesOthers }, type, caller, ownOf(store));
    };
  }
  function ownOf(service: string): string | undefined {
    return put?.told.service === service ? put.own.service : counterparts.get(service);
  }
  const { isKnown, isStrange } = subjectsOf(plain, { ...ensemble, isComplete: !welcomesOthers }, ownOf);
  /** Who does the same has the same tables, but what is searched is another thing in each system. */
  function isOthersTable(table: string, caller: string, told: string): boolean {
    if (!ensemble.isComplete || isKnown(table)) return false;
    const own = [...rootsOf(caller)];
    const isSame = plain.get(told)?.roots.some((root) => own.some((other) => isOneThing(root, other)));
    return !isSame || own.includes(SEARCH) || isStrange(table);
  }
  return {
    service: (call, caller) => {
      const { service, type } = call;
      if (roles.isNobodys(type, caller)) return undefined;
      if (type === 'in' && isStrange(call.operation ?? '')) return undefined;
      if (type === 'recv' && caller !== '' && unsent.has(call.operation ?? '')) return undefined;
      const own = stores.get(type)?.(`${caller}${APART}${service}`) ?? ownOf(service);
      // Who does what two of the system do, or begins traces, is no reason not to have the other one come.
      const isEntry = caller !== '' && own !== undefined && roles.isEntry(own);
      const isHimself = own === caller && REQUEST_TYPES.has(type);
      if (!welcomesOthers) return isEntry ? undefined : own;
      if (own !== undefined && !isEntry && !isHimself) return own;
      return restyle(plain.get(service)?.service ?? service, type, style);
    },
    type: ({ type }, service) => (REQUEST_TYPES.has(type) ? (ways.get(service) ?? wayOfOthers(type)) : type),
    operation: (call, { type, service, caller, told }) => {
      if (put && isSame(call, put.told) && put.own.operation !== undefined) return put.own.operation;
      const { operation } = call;
      if (operation === undefined) return undefined;
      if (type === 'send' || type === 'recv') return topics.get(operation) ?? operation;
      if (type === 'db') return retoldTable(operation, caller, (table) => isOthersTable(table, caller, told));
      // What is asked over HTTP by no route, as in GraphQL, is asked so in other files, too.
      const isAsTold = type === 'http' && call.type === type;
      const asked = isAsTold ? operation : operationOver(type, operation, service);
      const spoken = caller === '' ? asked : withoutStrangers(asked, service, isStrange);
      return restyleOperation(spoken, type, operations);
    },
  };
}

/** An operation that speaks of what nobody of the file is about speaks of its service instead, or only says what is done. */
function withoutStrangers(operation: string, service: string, isStrange: (word: string) => boolean): string {
  if (!isStrange(operation)) return operation;
  if (operation.includes(' /')) {
    const own = sharesRoot(service, operation) ? '' : collectionOf(subjectWords(service));
    const route = operation.replace(PART, (part, name: string) => {
      if (!isStrange(name)) return part;
      return own && own + part.slice(name.length + 1);
    });
    return route.endsWith(' ') ? operation : route;
  }
  const words = wordsOf(operation.slice(operation.lastIndexOf('/') + 1)).filter((word) => !isStrange(word));
  // A verb alone asks for what its service is for; more is half a sentence.
  return words.length === 1 ? words.map(capital).join('') : operation;
}

/** A part of a route, and the parameter that says which of them. */
const PART = /\/(\p{L}[\p{L}\p{N}-]*)(?:\/\{[^{}]*\})?/gu;

const isOneThing = (root: string, other: string): boolean => root === other || areSynonyms(root, other);

/** Both begin in the same way, and no other service of the system is what the file's is. */
function fits({ own, told }: SameCall, plain: ReadonlyMap<string, Described>): boolean {
  const others = new Map([...plain].filter(([service]) => service !== told.service));
  return (
    wayIn(own) === wayIn(told) && counterpartsOf(others, { services: [own], isComplete: false }).size === 0
  );
}

function isSame(a: CallNode, b: CallNode): boolean {
  return a.type === b.type && a.service === b.service && a.operation === b.operation;
}

/** Fewer services that are asked alike show no habit: the first is the entry. */
const MIN_ALIKE = 2;

/** How services are asked: as they were seen to be, others as most of them are. */
function waysToCall({ services }: Ensemble, way?: CallType): ReadonlyMap<string, CallType> {
  const called = services.filter(({ type, isCalled }) => isCalled && REQUEST_TYPES.has(type));
  const usual = mostOf(called.map(({ type }) => type)) ?? way;
  return new Map(
    services.flatMap(({ service, type, isCalled }) => {
      const way = isCalled && REQUEST_TYPES.has(type) ? type : usual;
      return way === undefined ? [] : [[service, way] as const];
    }),
  );
}

/** The way that most are asked, where that is a habit. */
function mostOf(ways: readonly CallType[]): CallType | undefined {
  return [...REQUEST_TYPES].find((one) => {
    const alike = ways.filter((way) => way === one).length;
    return alike >= MIN_ALIKE && alike * 2 > ways.length;
  });
}

/** How services ask each other within a trace, where most do it alike. */
export const wayWithin = (roots: readonly CallNode[]): CallType | undefined =>
  mostOf(allBelow(roots).flatMap(({ type }) => (REQUEST_TYPES.has(type) ? [type] : [])));

const WAYS = new WeakMap<LibrarySystem, CallType | undefined>();

function wayOf(system: LibrarySystem): CallType | undefined {
  if (!WAYS.has(system)) WAYS.set(system, wayWithin(system.traces.flatMap(({ roots }) => roots)));
  return WAYS.get(system);
}

/** Requests are answered, messages are worked on, work inside is done: what follows differs. */
export function wayIn({ type }: Pick<CallNode, 'type'>): string {
  return type === 'recv' || type === 'in' ? type : 'request';
}

/** Who of the file does what that service does, by what they are named. */
export const counterpartOf = (
  system: LibrarySystem,
  ensemble: Ensemble,
  { service }: CallNode,
): string | undefined => counterpartsIn(system, ensemble).get(service);

/** Whether a service of the file does what one of that system does. */
export const standsForAny = (system: LibrarySystem, ensemble: Ensemble, service: string): boolean =>
  [...counterpartsIn(system, ensemble).values()].includes(service);

const COUNTERPARTS = new WeakMap<Ensemble, Map<LibrarySystem, ReadonlyMap<string, string>>>();

/** Worked out once for a system while it is told. */
function counterpartsIn(system: LibrarySystem, ensemble: Ensemble): ReadonlyMap<string, string> {
  const known = COUNTERPARTS.get(ensemble) ?? new Map<LibrarySystem, ReadonlyMap<string, string>>();
  const found = known.get(system) ?? counterpartsOf(plainNames(system), ensemble);
  COUNTERPARTS.set(ensemble, known.set(system, found));
  return found;
}

const PLAIN = new WeakMap<LibrarySystem, ReadonlyMap<string, Described>>();

/** The services of a system by their names, and these without what all of them have in common. */
function plainNames(system: LibrarySystem): ReadonlyMap<string, Described> {
  const known = PLAIN.get(system);
  if (known) return known;
  const types = new Map(callsOf(system).map(({ service, type }) => [service, type]));
  const names = withoutCommonWords([...types.keys()]);
  const plain = new Map(
    [...types].map(([service, type]) => [
      service,
      described({ service: names.get(service) ?? service, type }),
    ]),
  );
  PLAIN.set(system, plain);
  return plain;
}

function callsOf(system: LibrarySystem): CallNode[] {
  const roots = system.traces.flatMap((trace) => trace.roots);
  return [...roots, ...allBelow(roots)];
}

/** Level by level. */
function allBelow(roots: readonly CallNode[]): CallNode[] {
  const calls = roots.flatMap(({ children }) => children);
  for (let index = 0; index < calls.length; index++) calls.push(...(calls[index]?.children ?? []));
  return calls;
}

const COMMON = new WeakMap<Library, ReadonlyMap<CallType, readonly string[]>>();

/** What services called by that type are named in the library, those of most systems first. */
export function commonNames(library: Library, type: CallType): readonly string[] {
  const known = COMMON.get(library) ?? namesByType(library);
  COMMON.set(library, known);
  return known.get(type) ?? [];
}

function namesByType(library: Library): Map<CallType, readonly string[]> {
  const counts = new Map<CallType, Map<string, number>>();
  for (const system of library.systems) {
    const renaming = renamingOf(system, NOTHING_SHOWN);
    const seen = new Map(callsOf(system).map((call) => [`${call.type} ${call.service}`, call]));
    for (const call of seen.values()) {
      const names = counts.get(call.type) ?? new Map<string, number>();
      const name = renaming.service(call, '') ?? call.service;
      names.set(name, (names.get(name) ?? 0) + 1);
      counts.set(call.type, names);
    }
  }
  const byCount = (names: Map<string, number>) =>
    [...names].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return new Map([...counts].map(([type, names]) => [type, byCount(names)]));
}

const NOTHING_SHOWN: Names = { ensemble: { services: [], isComplete: false }, methods: [] };
