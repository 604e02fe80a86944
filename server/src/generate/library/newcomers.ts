import { type CallType, STORE_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import type { Ensemble, TypedService } from './counterparts.ts';
import { namedByRoute } from './named-by-route.ts';
import { restyle, styleOf } from './naming-style.ts';
import { isPlural, singularOf } from './protocols.ts';
import { rootsOf, sharesRoot } from './roots.ts';
import { SEARCH } from './subject.ts';

/**
 * Who comes to a file when its front door is asked for what nobody there is about: a service named after it, and its database where
 * the others have their own. In 325 traces of the library, each beside two others of its system, an entry speaks of nobody known
 * 204 times; then 196 call somebody new, and of those asked for things that are many (`/orders`, `/orders/{id}/cancel`) half do so
 * by that name.
 * @param entry which passes on what it is asked for
 * @param way how services of the file ask each other
 */
export function newcomersFor(
  entry: CallNode,
  { services }: Ensemble,
  way: CallType,
): readonly TypedService[] {
  if (namedByRoute(entry, services, true)) return [];
  const things = thingsOf(entry.operation ?? '');
  if (things === undefined) return [];
  const style = styleOf(services.map(({ service }) => service));
  const noun = style.suffix === '' ? things : singularOf(things);
  const service = restyle(noun, way, style);
  if (services.some((one) => one.service === service)) return [];
  return [{ service, type: way }, ...databaseOf(noun, services)];
}

/** The database of whoever keeps a thing in a file of those services, named as theirs are; none where one is everybody's. */
export function databaseOf(noun: string, services: readonly TypedService[]): readonly TypedService[] {
  const kind = noun === SEARCH ? 'index' : kindOfDatabase(services);
  if (kind === undefined) return [];
  const style = styleOf(services.map(({ service }) => service));
  return [{ service: restyle(`${noun}-${kind}`, 'db', style), type: 'db' }];
}

/**
 * What there are many of and a route is about, the last such part of it, or else a search: who is asked for one calls somebody of that
 * name in seven of twelve systems.
 */
function thingsOf(operation: string): string | undefined {
  const [, path = ''] = ROUTE.exec(operation) ?? [];
  const parts = path.split('/').filter((part) => WORDS.test(part));
  return parts.findLast(isPlural) ?? parts.find((part) => part === SEARCH);
}

const ROUTE = /^[A-Z]+ (\/[^?]*)/u;
const WORDS = /^\p{L}[\p{L}-]*$/u;

/** The last word of databases that are named after who keeps them; undefined where one is everybody's. */
function kindOfDatabase(services: readonly TypedService[]): string | undefined {
  const databases = services.filter(({ type }) => type === 'db');
  if (databases.some(({ service }) => rootsOf(service).size === 0)) return undefined;
  const isOwn = (store: string) =>
    services.some(({ type, service }) => !STORE_TYPES.has(type) && sharesRoot(service, store));
  const [own] = databases.filter(({ service }) => isOwn(service));
  return wordsOf(own?.service ?? 'db').at(-1);
}
