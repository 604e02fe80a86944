import type { CallType } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';
import { isFrontDoor } from './front-doors.ts';
import { rootLikeness, SAME_BEGINNING } from './root-likeness.ts';
import { rootsOf } from './roots.ts';
import { GENERIC } from './subject.ts';
import { unglued } from './unglued.ts';

/** A service, and how it is mostly called. */
export interface TypedService {
  readonly service: string;
  readonly type: CallType;
  /** It was seen to be called so, rather than declared or named. */
  readonly isCalled?: boolean;
  /** It was only seen to begin traces. */
  readonly isEntry?: boolean;
}

/** Who is there in a file: each may do what a service of another system does. */
export interface Ensemble {
  readonly services: readonly TypedService[];
  /** The file says who there is; nobody else is to come. */
  readonly isComplete: boolean;
}

/** Where nobody else is to come, who shares as many words with somebody does what that one does. */
const ALIKE = 0.3;

/**
 * Who of a file does what the services `told` do: whoever is about the same, in a complete ensemble whoever is most alike, too.
 * Services that nobody is like are left out.
 * @param told by their names, those that their likeness is judged by
 */
export function counterpartsOf(
  told: ReadonlyMap<string, Described>,
  { services, isComplete }: Ensemble,
): ReadonlyMap<string, string> {
  const own = services.map(described);
  const least = isComplete ? ALIKE : 1;
  const found = new Map<string, string>();
  for (const [service, one] of told) {
    const counterpart = mostAlike(one, own, least);
    if (counterpart !== undefined) found.set(service, counterpart);
  }
  return found;
}

/**
 * The store or queue of a file that `caller` uses for what it keeps in one of that type: its own, its counterpart where it has
 * none, or one that is named after nothing; a message goes to its counterpart first. In a complete ensemble the only queue is
 * everybody's, and so is the only database that is not another service's.
 * @param counterpart who of the file does what the store does that the library tells of
 */
export function storeFor(
  { services, isComplete }: Ensemble,
  type: CallType,
  caller: string,
  counterpart?: string,
): string | undefined {
  const kind = kindOf(type);
  if (kind === 'service') return undefined;
  const isFirst = counterpart !== undefined && (kind === 'send' || sharesRoot(counterpart, caller));
  if (isFirst) return counterpart;
  const stores = services.filter((one) => kindOf(one.type) === kind);
  const own = stores.find(({ service }) => sharesRoot(service, caller));
  const common = stores.find(({ service }) => rootsOf(service).size === 0);
  const found = own?.service ?? counterpart ?? common?.service;
  if (found !== undefined || !isComplete || kind === 'cache') return found;
  const callers = services.filter((one) => kindOf(one.type) === 'service' && !isFrontDoor(one));
  const isOthers = ({ service }: TypedService) => callers.some((other) => sharesRoot(service, other.service));
  const [only, second] = kind === 'send' ? stores : stores.filter((store) => !isOthers(store));
  return second ? undefined : only?.service;
}

/** Whether a service has a database or a cache that is named after it. */
export const keepsAnything = ({ services }: Ensemble, service: string): boolean =>
  services.some(
    ({ type, service: store }) => (type === 'db' || type === 'cache') && sharesRoot(store, service),
  );

/** A service with what its likeness to others is judged by. */
export interface Described extends TypedService {
  readonly kind: Kind;
  readonly subject: string;
  readonly roots: readonly string[];
}

export function described({ service, type }: TypedService): Described {
  return { service, type, kind: kindOf(type), subject: subjectOf(service), roots: [...rootsOf(service)] };
}

/** The first of those that are most alike, where they are as much alike as `least`. */
function mostAlike(one: Described, others: readonly Described[], least: number): string | undefined {
  let [best, most] = [undefined as string | undefined, 0];
  for (const other of others) {
    const likeness = likenessOf(one, other);
    if (likeness >= least && likeness > most) [best, most] = [other.service, likeness];
  }
  return best;
}

/** From 0 to 1; 1 for the same subject, and for stores of one kind that are named after the same thing. */
function likenessOf(a: Described, b: Described): number {
  if (a.kind !== b.kind) return 0;
  if (a.subject === b.subject) return 1;
  const [fewer, more] = a.roots.length <= b.roots.length ? [a.roots, b.roots] : [b.roots, a.roots];
  const shared = fewer.reduce(
    (sum, root) => sum + Math.max(0, ...more.map((other) => rootLikeness(root, other))),
    0,
  );
  const likeness = shared / Math.max(1, a.roots.length + b.roots.length - shared);
  // Services that share all their words but those which say what they are may be two.
  return a.kind === 'service' ? likeness * ALMOST : likeness;
}

const ALMOST = 0.99;

function sharesRoot(a: string, b: string): boolean {
  const roots = [...rootsOf(b)];
  return [...rootsOf(a)].some((root) => roots.some((other) => rootLikeness(root, other) >= SAME_BEGINNING));
}

type Kind = 'service' | 'db' | 'cache' | 'send';

function kindOf(type: CallType): Kind {
  return type === 'db' || type === 'cache' || type === 'send' ? type : 'service';
}

/** What a service is about: `OrderService`, `orders` and `order-svc` are all about orders; `orders-db` is not. */
function subjectOf(service: string): string {
  const words = wordsOf(service).flatMap(unglued);
  const kinds = words.filter((word) => GENERIC.has(word) && !SERVICE_WORDS.has(word));
  const subject = words.filter((word) => !GENERIC.has(word)).map((word) => word.replace(/s$/u, ''));
  return subject.length === 0 ? service : [...subject, ...kinds].join(' ');
}

const SERVICE_WORDS: ReadonlySet<string> = new Set(['service', 'services', 'svc', 'server', 'api', 'app']);
