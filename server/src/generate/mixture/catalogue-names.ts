import { REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Catalogue } from '../codec/catalogue.ts';
import { isFrontDoor } from '../library/front-doors.ts';
import { namedByRoute } from '../library/named-by-route.ts';
import { plainNamesOf } from '../library/plain-names.ts';
import { rootsOf } from '../library/roots.ts';
import { remembering } from '../remembering.ts';

/** What the names of a system's services say of each other. */
export interface CatalogueNames {
  readonly hasFrontDoor: boolean;
  isFrontDoor(service: string): boolean;
  /** Who is named by what an entry is asked for. */
  namedBy(entry: CallNode): string | undefined;
  /** Whose store it is by its name: of the services whose words all stand in it, those that share most. */
  ownersOf(store: string): ReadonlySet<string>;
}

const KNOWN = new WeakMap<Catalogue, CatalogueNames>();

/** Asked for at each call that is chosen, so each answer is worked out once. */
export function namesOf(catalogue: Catalogue): CatalogueNames {
  const known = KNOWN.get(catalogue) ?? read(catalogue);
  KNOWN.set(catalogue, known);
  return known;
}

function read({ entries }: Catalogue): CatalogueNames {
  const { plain, whole } = plainNamesOf(entries.map(({ service }) => service));
  const services = entries.flatMap(({ service, type }) =>
    REQUEST_TYPES.has(type) ? [{ service: plain(service), type }] : [],
  );
  const owners = services.map(({ service }) => ({ service: whole(service), roots: rootsOf(service) }));
  const isDoor = remembering((service: string) => isFrontDoor({ service: plain(service) }));
  const named = remembering((key: string) => {
    const [service = '', operation = ''] = key.split('\n');
    const found = namedByRoute({ service, operation }, services);
    return found && whole(found.service);
  });
  return {
    hasFrontDoor: services.some(isFrontDoor),
    isFrontDoor: isDoor,
    namedBy: ({ service, operation = '' }) => named(`${plain(service)}\n${operation}`),
    ownersOf: remembering((store: string) => closest(owners, rootsOf(plain(store)))),
  };
}

interface Owner {
  readonly service: string;
  readonly roots: ReadonlySet<string>;
}

function closest(services: readonly Owner[], words: ReadonlySet<string>): ReadonlySet<string> {
  let [owners, most] = [new Set<string>(), 1];
  for (const { service, roots } of services) {
    if (roots.size < most || ![...roots].every((word) => words.has(word))) continue;
    if (roots.size > most) [owners, most] = [new Set(), roots.size];
    owners.add(service);
  }
  return owners;
}
