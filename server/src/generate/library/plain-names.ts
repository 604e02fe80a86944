import { rootsOf } from './roots.ts';

/** The names of some services without the beginning that most of them share: `orders` of `acme-orders`. */
export interface PlainNames {
  /** Empty where they share none. */
  readonly prefix: string;
  plain(service: string): string;
  /** The other way round; who is not one of them is named as they are. */
  whole(plain: string): string;
}

/** Fewer services that are about different things say nothing of a system's habit. */
const MIN_SUBJECTS = 4;
/** `com.example.shop.orders` has three. */
const MOST_PARTS = 4;

/** A beginning ends with a join, as in `acme-` or `com.example.`; what a name is about is none: all of `order-api`, `order-db`. */
export function plainNamesOf(services: readonly string[]): PlainNames {
  const prefix = sharedBeginning(services);
  const bare = new Map(services.map((service) => [service, withoutBeginning(service, prefix)]));
  const taken = new Set(services);
  const known = new Map(
    [...bare].map(([service, name]) => [service, name !== service && taken.has(name) ? service : name]),
  );
  const whole = new Map([...known].map(([service, name]) => [name, service]));
  return {
    prefix,
    plain: (service) => known.get(service) ?? service,
    whole: (plain) => whole.get(plain) ?? prefix + plain,
  };
}

function sharedBeginning(services: readonly string[]): string {
  let prefix = '';
  for (let part = 0; part < MOST_PARTS; part++) {
    const longer = services.flatMap((service) => nextPart(service, prefix) ?? []);
    const next = mostOf(longer, services.length / 2);
    const subjects = services.flatMap((service) =>
      next && service.startsWith(next) ? subjectOf(service, next) : [],
    );
    if (next === undefined || new Set(subjects).size < MIN_SUBJECTS) break;
    prefix = next;
  }
  return prefix;
}

/** `prefix` and the part behind it, with its join. */
function nextPart(service: string, prefix: string): string | undefined {
  if (!service.startsWith(prefix)) return undefined;
  const [part] = /^[\p{L}\p{N}]+[-_.:/]+(?=.)/u.exec(service.slice(prefix.length)) ?? [];
  return part === undefined ? undefined : prefix + part;
}

/** The value that stands more often than `times` in the list. */
function mostOf(values: readonly string[], times: number): string | undefined {
  return values.find((value) => values.filter((other) => other === value).length > times);
}

const subjectOf = (service: string, prefix: string): string[] => {
  const roots = [...rootsOf(service.slice(prefix.length))];
  return roots.length === 0 ? [] : [roots.join(' ')];
};

const withoutBeginning = (service: string, prefix: string): string =>
  service.startsWith(prefix) && service.length > prefix.length ? service.slice(prefix.length) : service;
