import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Library, LibrarySystem } from './library.ts';

/** A call as it ships: names of properties would make up half of the file. What stands last and is as usual is left out. */
type StoredCall = readonly [
  type: CallType,
  service: string,
  operation: string | null,
  duration: number | null,
  children?: readonly StoredCall[],
  overlaps?: 0 | 1,
  repeat?: number,
];

const VERSION = 2;

/** The compiled form of a library; the same library gives the same bytes. */
export function printLibrary({ systems }: Library): string {
  return JSON.stringify({ version: VERSION, systems: systems.map((system) => withCalls(system, stored)) });
}

/** Reads the compiled form; undefined where the text is none. */
export function parseLibrary(text: string): Library | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION)
    return undefined;
  const { systems } = value as unknown as Library<StoredCall>;
  return { systems: systems.map((system) => withCalls(system, read)) };
}

function withCalls<From, To>(
  { name, about, traces }: LibrarySystem<From>,
  convert: (call: From) => To,
): LibrarySystem<To> {
  return { name, about, traces: traces.map(({ name, roots }) => ({ name, roots: roots.map(convert) })) };
}

function stored({ type, service, operation, duration, children, overlaps, repeat }: CallNode): StoredCall {
  const always = [type, service, operation ?? null, duration ?? null] as const;
  const below = children.map(stored);
  if (repeat > 1) return [...always, below, overlaps ? 1 : 0, repeat];
  if (overlaps) return [...always, below, 1];
  return below.length > 0 ? [...always, below] : always;
}

/** Put together property by property: it is done for every call when the first request waits. */
function read([
  type,
  service,
  operation,
  duration,
  children = [],
  overlaps,
  repeat = 1,
]: StoredCall): CallNode {
  const call: { -readonly [Key in keyof CallNode]: CallNode[Key] } = {
    type,
    service,
    repeat,
    overlaps: overlaps === 1,
    children: children.map(read),
  };
  if (operation !== null) call.operation = operation;
  if (duration !== null) call.duration = duration;
  return call;
}
