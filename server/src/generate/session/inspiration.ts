import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import type { Library } from '../library/library.ts';
import { nearestSystem } from '../library/library.ts';
import { type NamingStyle, restyle, styleOf } from '../library/naming-style.ts';
import { GENERIC } from '../operations.ts';

/** A workspace that knows more services than this speaks for itself. */
const ENOUGH_SERVICES = 8;

/**
 * Traces of the library's nearest system, told in the names and the naming style of the file at hand: where the file
 * already has a service for the same thing, that service is used.
 */
export function inspiration(
  library: Library,
  services: readonly string[],
  text: readonly string[],
): (readonly CallNode[])[] {
  if (services.length >= ENOUGH_SERVICES) return [];
  const system = nearestSystem(library, [...services, ...text]);
  if (!system) return [];
  const rename = renamer(services);
  return system.traces.map((trace) => trace.roots.map((call) => renamed(call, rename)));
}

type Rename = (call: CallNode) => string;

function renamer(services: readonly string[]): Rename {
  const style = styleOf(services);
  const own = new Map(services.map((service) => [subjectOf(service), service]));
  const names = new Map<string, string>();
  return (call) => {
    const known = names.get(call.service);
    if (known !== undefined) return known;
    const name = own.get(subjectOf(call.service)) ?? inStyle(call, style);
    names.set(call.service, name);
    return name;
  };
}

function inStyle(call: CallNode, style: NamingStyle | undefined): string {
  return style ? restyle(call.service, call.type, style) : call.service;
}

function renamed(call: CallNode, rename: Rename): CallNode {
  return { ...call, service: rename(call), children: call.children.map((child) => renamed(child, rename)) };
}

/** What a service is about: `OrderService`, `orders` and `order-svc` are all about orders; `orders-db` is not. */
function subjectOf(service: string): string {
  const words = wordsOf(service);
  const kinds = words.filter((word) => GENERIC.has(word) && !SERVICE_WORDS.has(word));
  const subject = words.filter((word) => !GENERIC.has(word)).map((word) => word.replace(/s$/u, ''));
  return subject.length === 0 ? service : [...subject, ...kinds].join(' ');
}

const SERVICE_WORDS: ReadonlySet<string> = new Set(['service', 'services', 'svc', 'server', 'api', 'app']);
