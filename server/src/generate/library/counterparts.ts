import type { CallType } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';
import { GENERIC } from '../operations.ts';
import { rootsOf } from './roots.ts';
import { areSynonyms } from './synonyms.ts';

/** A service, and how it is mostly called. */
export interface CastMember {
  readonly service: string;
  readonly type: CallType;
}

/** The services of a file, one of which may do what a service of another system does. */
export interface Cast {
  readonly members: readonly CastMember[];
  /** The file says who there is, and nobody else is to come. */
  readonly isWhole: boolean;
}

/** Where nobody else is to come, who shares this share of words with somebody does what that one does. */
const ALIKE = 0.3;
/** Roots that begin with the same letters are the same word: `mail` and `mailer`. */
const MIN_ROOT = 4;

/**
 * Who of `cast` does what the services `told` do: whoever is about the same, in a whole cast whoever is most alike, too.
 * Services that nobody is like are left out.
 * @param told by the names that their likeness is judged by
 */
export function counterpartsOf(
  told: ReadonlyMap<string, CastMember>,
  { members, isWhole }: Cast,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { service, member } of byLikeness(told, members, isWhole))
    if (!found.has(service)) found.set(service, member.service);
  return found;
}

/**
 * The store or queue of `cast` that `caller` uses for what it keeps in one of that type: its own, or one that is named after
 * nothing. In a whole cast the only queue is everybody's, and so is the only store that is not another service's.
 */
export function storeFor({ members, isWhole }: Cast, type: CallType, caller: string): string | undefined {
  const kind = kindOf({ type });
  if (kind === 'service') return undefined;
  const stores = members.filter((member) => kindOf(member) === kind);
  const own = stores.find(({ service }) => sharesRoot(service, caller));
  const common = stores.find(({ service }) => rootsOf(service).size === 0);
  const found = own ?? common;
  if (found || !isWhole) return found?.service;
  const services = members.filter((member) => kindOf(member) === 'service');
  const isOthers = ({ service }: CastMember) => services.some((other) => sharesRoot(service, other.service));
  const [only, second] = kind === 'send' ? stores : stores.filter((store) => !isOthers(store));
  return second ? undefined : only?.service;
}

function sharesRoot(a: string, b: string): boolean {
  const roots = [...rootsOf(b)];
  return [...rootsOf(a)].some((root) => roots.some((other) => rootLikeness(root, other) >= SAME_BEGINNING));
}

interface Pair {
  readonly service: string;
  readonly member: CastMember;
  readonly likeness: number;
}

function byLikeness(
  told: ReadonlyMap<string, CastMember>,
  members: readonly CastMember[],
  isWhole: boolean,
): readonly Pair[] {
  const described = members.map((member) => ({ member, ...describe(member) }));
  const pairs: Pair[] = [];
  for (const [service, one] of told) {
    const wanted = describe(one);
    for (const { member, ...other } of described) {
      if (kindOf(member) !== kindOf(one)) continue;
      const likeness = likenessOf(wanted, other, kindOf(one) !== 'service');
      if (likeness >= (isWhole ? ALIKE : 1)) pairs.push({ service, member, likeness });
    }
  }
  return pairs.sort((a, b) => b.likeness - a.likeness);
}

interface Described {
  readonly subject: string;
  readonly roots: readonly string[];
}

function describe({ service }: CastMember): Described {
  return { subject: subjectOf(service), roots: [...rootsOf(service)] };
}

/** From 0 to 1; 1 for the same subject, and for stores that are named after the same thing. */
function likenessOf(a: Described, b: Described, areStores: boolean): number {
  if (a.subject === b.subject) return 1;
  const [fewer, more] = a.roots.length <= b.roots.length ? [a.roots, b.roots] : [b.roots, a.roots];
  const shared = fewer.reduce(
    (sum, root) => sum + Math.max(0, ...more.map((other) => rootLikeness(root, other))),
    0,
  );
  const likeness = shared / Math.max(1, a.roots.length + b.roots.length - shared);
  // Services that share all their words but those which say what they are may be two.
  return areStores ? likeness : likeness * ALMOST;
}

const ALMOST = 0.99;

/** How far two roots are used for the same thing. */
function rootLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (Math.min(a.length, b.length) >= MIN_ROOT && (a.startsWith(b) || b.startsWith(a))) return SAME_BEGINNING;
  return areSynonyms(a, b) ? SYNONYM : 0;
}

const SAME_BEGINNING = 0.9;
const SYNONYM = 0.8;

type Kind = 'service' | 'db' | 'cache' | 'send';

function kindOf({ type }: Pick<CastMember, 'type'>): Kind {
  return type === 'db' || type === 'cache' || type === 'send' ? type : 'service';
}

/** What a service is about: `OrderService`, `orders` and `order-svc` are all about orders; `orders-db` is not. */
function subjectOf(service: string): string {
  const words = wordsOf(service);
  const kinds = words.filter((word) => GENERIC.has(word) && !SERVICE_WORDS.has(word));
  const subject = words.filter((word) => !GENERIC.has(word)).map((word) => word.replace(/s$/u, ''));
  return subject.length === 0 ? service : [...subject, ...kinds].join(' ');
}

const SERVICE_WORDS: ReadonlySet<string> = new Set(['service', 'services', 'svc', 'server', 'api', 'app']);
