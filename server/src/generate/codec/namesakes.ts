import { STORE_TYPES } from '../../core/spec/spec.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { piecesOf } from './vocabulary.ts';
import { stem, wordsOf } from './words.ts';

/** Services that a caller is likely to call by their names alone, the likeliest first. */
export interface Namesakes {
  /** Stores and queues that are named after the caller: `orders-db` for `orders`. */
  readonly own: readonly string[];
  /** Services that are named in what the caller was asked for: `payments` for `GET /orders/{id}/payments`. */
  readonly about: readonly string[];
  /** Services that share a word with the caller: `order-history` for `orders`. */
  readonly kin: readonly string[];
  /** Stores and queues that are named after nobody. */
  readonly shared: readonly string[];
}

/** Of each list; more of them tell nothing. */
const MOST = 4;
/** Shared words as a share of all: less, and a store is not named after a service. */
const OWNER = 0.5;
/** A word that stands in more of the names than this is the system's. */
const COMMON = 0.5;
/** In smaller catalogues every word is rare. */
const MANY_SERVICES = 5;

/**
 * Whom `caller` may call, told from names only. What a small model learns of names is which words go together; that two are
 * the same word it learns badly, so it is told.
 * @param entries those whose names mean something
 */
export function namesakesOf(
  entries: readonly CatalogueEntry[],
  caller: { readonly service: string; readonly operation?: string },
): Namesakes {
  const { services, stores } = indexOf(entries);
  const known = services.find(({ service }) => service === caller.service);
  const own = known?.words ?? subjectOf(caller.service);
  const asked = subjectOf(caller.operation ?? '');
  const others = services.filter(({ service }) => service !== caller.service);
  return {
    own: best(stores, ({ words, likeness }) => {
      const mine = jaccard(own, words);
      return mine >= OWNER && mine >= likeness ? mine : 0;
    }),
    about: best(others, ({ words }) => coverage(words, asked)),
    kin: best(others, ({ words }) => jaccard(own, words)),
    shared: stores
      .filter(({ words, likeness }) => likeness < OWNER && jaccard(own, words) < OWNER)
      .map(({ service }) => service)
      .slice(0, MOST),
  };
}

type Words = ReadonlySet<string>;

interface Named {
  readonly service: string;
  readonly words: Words;
}

interface Store extends Named {
  /** How much it is like the service that it is most like. */
  readonly likeness: number;
}

interface Index {
  readonly services: readonly Named[];
  readonly stores: readonly Store[];
}

const INDICES = new WeakMap<readonly CatalogueEntry[], Index>();

/** Worked out once a catalogue: it stays while one types. */
function indexOf(entries: readonly CatalogueEntry[]): Index {
  const kept = INDICES.get(entries);
  if (kept) return kept;
  const subjects = entries.map(({ service }) => subjectOf(service));
  const common = commonWords(subjects);
  const named = entries.map(({ service, type }, index) => ({
    service,
    isStore: STORE_TYPES.has(type) || type === 'send',
    words: new Set([...(subjects[index] ?? [])].filter((word) => !common.has(word))),
  }));
  const services = named.filter(({ isStore }) => !isStore);
  const likeness = ({ words }: Named) => Math.max(0, ...services.map((other) => jaccard(other.words, words)));
  const stores = named
    .filter(({ isStore }) => isStore)
    .map((store) => ({ ...store, likeness: likeness(store) }));
  const index = { services, stores };
  INDICES.set(entries, index);
  return index;
}

function commonWords(subjects: readonly Words[]): Set<string> {
  const counts = new Map<string, number>();
  for (const word of subjects.flatMap((words) => [...words])) counts.set(word, (counts.get(word) ?? 0) + 1);
  const many = Math.max(MANY_SERVICES, subjects.length) * COMMON;
  return new Set([...counts].flatMap(([word, count]) => (count > many ? [word] : [])));
}

function best<T extends Named>(candidates: readonly T[], likenessOf: (candidate: T) => number): string[] {
  return candidates
    .map((candidate) => ({ service: candidate.service, likeness: likenessOf(candidate) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ service }) => service);
}

function jaccard(a: Words, b: Words): number {
  const shared = countShared(a, b);
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** Share of a name's words that are spoken of. */
function coverage(name: Words, spoken: Words): number {
  return name.size === 0 ? 0 : countShared(name, spoken) / name.size;
}

function countShared(a: Words, b: Words): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared;
}

/** What a name is about: its words without those that say what kind of thing it is. Words run together are taken apart. */
function subjectOf(name: string): Words {
  const kept = subjects.get(name);
  if (kept) return kept;
  const subject = readSubject(name);
  if (subjects.size >= MAX_SUBJECTS) subjects.clear();
  subjects.set(name, subject);
  return subject;
}

const MAX_SUBJECTS = 2_000;
/** The same names stand in every prompt. */
const subjects = new Map<string, Words>();

function readSubject(name: string): Set<string> {
  return new Set(
    wordsOf(name)
      .flatMap(piecesOf)
      .filter((word) => !KINDS.has(word) && !/^\d+$/u.test(word))
      .map(stem),
  );
}

/** Words for kinds of services and stores, and for what every request is. */
const KINDS: ReadonlySet<string> = new Set(
  (
    'service services server svc srv api app application ms com org net io the of and by for to v ts prod internal grpc http rpc rest ' +
    'db database databases sql mysql postgres postgresql pg mongo mongodb dynamo dynamodb cassandra elasticsearch es redis memcached ' +
    'memcache cache caches store bucket s3 blob kafka queue topic events bus stream rabbitmq sqs sns nats ' +
    'get list find fetch read put post create add insert update patch delete remove set id ids'
  ).split(' '),
);
