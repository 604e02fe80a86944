import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { GENERIC } from '../operations.ts';
import type { Library, LibrarySystem } from './library.ts';
import { operationStyleOf, restyle, restyleOperation, styleOf, withoutCommonWords } from './naming-style.ts';

/** How a system is told in another file: its services and the operations they are asked for. */
export interface Renaming {
  service(call: CallNode): string;
  operation(call: CallNode): string | undefined;
}

/** A call of the file that is to stand where the system has one of its own. */
export interface SameCall {
  readonly own: CallNode;
  readonly told: CallNode;
}

/** What a file shows of how it names things. */
export interface Names {
  readonly services: readonly string[];
  readonly methods: readonly string[];
}

/** Names for a system's services and operations as a file that names things like `names` would have them. */
export function renamingOf(system: LibrarySystem, names: Names, same?: SameCall): Renaming {
  const style = styleOf(names.services);
  const methods = operationStyleOf(names.methods);
  const plain = plainNames(system);
  const own = new Map(names.services.map((service) => [subjectOf(service), service]));
  const renamed = new Map<string, string>();
  const put = same && fits(same, plain) ? same : undefined;
  if (put) renamed.set(put.told.service, put.own.service);
  return {
    service: (call) => {
      const known = renamed.get(call.service);
      if (known !== undefined) return known;
      const name = plain.get(call.service) ?? call.service;
      const chosen = own.get(subjectOf(name)) ?? restyle(name, call.type, style);
      renamed.set(call.service, chosen);
      return chosen;
    },
    operation: (call) => {
      if (put && isSame(call, put.told)) return put.own.operation ?? call.operation;
      return call.operation && restyleOperation(call.operation, call.type, methods);
    },
  };
}

/** A call with all below it in the names that `renaming` gives. */
export function retold(call: CallNode, renaming: Renaming): CallNode {
  const operation = renaming.operation(call);
  return {
    ...call,
    service: renaming.service(call),
    ...(operation === undefined ? {} : { operation }),
    children: call.children.map((child) => retold(child, renaming)),
  };
}

/** Both begin in the same way, and no other service of the system is what the file's is. */
function fits({ own, told }: SameCall, plain: ReadonlyMap<string, string>): boolean {
  const subject = subjectOf(own.service);
  const others = [...plain].filter(([service]) => service !== told.service);
  return wayIn(own) === wayIn(told) && !others.some(([, name]) => subjectOf(name) === subject);
}

function isSame(a: CallNode, b: CallNode): boolean {
  return a.type === b.type && a.service === b.service && a.operation === b.operation;
}

/** Requests are answered, messages are worked on, work inside is done: what follows differs. */
export function wayIn({ type }: Pick<CallNode, 'type'>): string {
  return type === 'recv' || type === 'in' ? type : 'request';
}

const PLAIN = new WeakMap<LibrarySystem, ReadonlyMap<string, string>>();

function plainNames(system: LibrarySystem): ReadonlyMap<string, string> {
  const known = PLAIN.get(system);
  if (known) return known;
  const names = withoutCommonWords([...new Set(callsOf(system).map(({ service }) => service))]);
  PLAIN.set(system, names);
  return names;
}

function callsOf(system: LibrarySystem): CallNode[] {
  const calls = system.traces.flatMap((trace) => trace.roots);
  for (let index = 0; index < calls.length; index++) calls.push(...(calls[index]?.children ?? []));
  return calls;
}

/** What a service is about: `OrderService`, `orders` and `order-svc` are all about orders; `orders-db` is not. */
function subjectOf(service: string): string {
  const words = wordsOf(service);
  const kinds = words.filter((word) => GENERIC.has(word) && !SERVICE_WORDS.has(word));
  const subject = words.filter((word) => !GENERIC.has(word)).map((word) => word.replace(/s$/u, ''));
  return subject.length === 0 ? service : [...subject, ...kinds].join(' ');
}

const SERVICE_WORDS: ReadonlySet<string> = new Set(['service', 'services', 'svc', 'server', 'api', 'app']);

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
    const renaming = renamingOf(system, { services: [], methods: [] });
    const seen = new Map(callsOf(system).map((call) => [`${call.type} ${call.service}`, call]));
    for (const call of seen.values()) {
      const names = counts.get(call.type) ?? new Map<string, number>();
      names.set(renaming.service(call), (names.get(renaming.service(call)) ?? 0) + 1);
      counts.set(call.type, names);
    }
  }
  const byCount = (names: Map<string, number>) =>
    [...names].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return new Map([...counts].map(([type, names]) => [type, byCount(names)]));
}
