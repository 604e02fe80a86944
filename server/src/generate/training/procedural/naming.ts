import { pick, type Random } from '../../../core/random.ts';
import type { CallType } from '../../../core/spec/spec.ts';

/** How the people of one system name what they build; words come in lower case. */
export interface Naming {
  /** How its services call each other. */
  readonly transport: CallType;
  service(words: readonly string[]): string;
  /** What a service is asked for, by that transport. */
  operation(verb: string, words: readonly string[], owner: readonly string[]): string;
  /** The same at the door of the system, where everybody speaks HTTP. */
  route(verb: string, words: readonly string[]): string;
  database(words: readonly string[]): string;
  cache(words: readonly string[]): string;
  queue(words: readonly string[]): string;
  /** What is asked of a database that holds `words`. */
  query(verb: string, words: readonly string[], random: Random): string;
}

type Spelling = (words: readonly string[]) => string;

const kebab: Spelling = (words) => words.join('-');
const snake: Spelling = (words) => words.join('_');
const runTogether: Spelling = (words) => words.join('');
const pascal: Spelling = (words) => words.map(capital).join('');
const camel: Spelling = (words) => words.map((word, index) => (index === 0 ? word : capital(word))).join('');
const plural: Spelling = (words) =>
  kebab(words.map((word, index) => (index === words.length - 1 ? many(word) : word)));

/** Each with the spelling of its stores. */
const SERVICES: readonly { readonly service: (prefix: string) => Spelling; readonly store: Spelling }[] = [
  { service: () => kebab, store: kebab },
  { service: () => plural, store: kebab },
  { service: () => (words) => `${kebab(words)}-service`, store: kebab },
  { service: () => (words) => `${kebab(words)}-service`, store: kebab },
  { service: () => (words) => `${runTogether(words)}service`, store: runTogether },
  { service: () => (words) => `${kebab(words)}-svc`, store: kebab },
  { service: () => (words) => `${pascal(words)}Service`, store: pascal },
  { service: () => pascal, store: pascal },
  { service: () => (words) => `${snake(words)}_service`, store: snake },
  { service: () => snake, store: snake },
  { service: () => runTogether, store: runTogether },
  { service: () => (words) => `${camel(words)}Service`, store: camel },
  { service: (prefix) => (words) => `${prefix}-${kebab(words)}-service`, store: kebab },
  { service: (prefix) => (words) => `${prefix}-${kebab(words)}`, store: kebab },
  {
    service: (prefix) => (words) => `com.${prefix}.${runTogether(words)}.${pascal(words)}Service`,
    store: kebab,
  },
  { service: () => (words) => `${kebab(words)}-api`, store: kebab },
  { service: () => (words) => `${kebab(words)}-v1`, store: kebab },
  { service: () => (words) => `${pascal(words)}.API`, store: pascal },
];
const PREFIXES = ['acme', 'ts', 'nova', 'mx', 'core', 'shop', 'app', 'zeta', 'io', 'corp'];

type Operation = Naming['operation'];

const RPC: readonly ((prefix: string) => Operation)[] = [
  () => (verb, words) => capital(verb) + pascal(words),
  () => (verb, words) => capital(verb) + pascal(words),
  () => (verb, words) => verb + pascal(words),
  () => (verb, words) => `${verb}_${snake(words)}`,
  () => (verb, words, owner) => `${pascal(owner)}Service/${capital(verb)}${pascal(words)}`,
  () => (verb, words, owner) => `${pascal(owner)}/${capital(verb)}${pascal(words)}`,
  () => (verb) => capital(verb),
  () => (verb, words, owner) => `${pascal(owner)}.${capital(verb)}${pascal(words)}`,
  (prefix) => (verb, words, owner) => `${prefix}.${pascal(owner)}Service/${capital(verb)}${pascal(words)}`,
];
const HTTP: readonly Operation[] = [
  (verb, words) => route('', verb, plural(words)),
  (verb, words) => route('/api/v1', verb, plural(words)),
  (verb, words, owner) => route(`/api/v1/${runTogether(owner)}service`, verb, plural(words)),
  (verb, words) => `${method(verb)} /${kebab(words)}/${verb}`,
  (verb, words) => `${method(verb)} /${verb}-${kebab(words)}`,
];
const DOORS = ['', '/api', '/api/v1', '/v2'];

const DATABASES = ['db', 'db', 'mongodb', 'mongo', 'postgres', 'mysql', 'store', 'database'];
const CACHES = ['cache', 'redis', 'memcached', 'redis-cache'];
const QUEUES = ['events', 'topic', 'queue'];

/** One way of naming, throughout a system. */
export function drawNaming(random: Random): Naming {
  const prefix = pick(random, PREFIXES);
  const style = pick(random, SERVICES);
  const transport: CallType = random.next() < 0.55 ? 'rpc' : 'http';
  const door = pick(random, DOORS);
  const [database, cache, queue] = [pick(random, DATABASES), pick(random, CACHES), pick(random, QUEUES)];
  const ownStores = random.next() < 0.8;
  const storeFirst = random.next() < 0.15;
  const store =
    (kind: string): Spelling =>
    (words) => {
      if (!ownStores) return kind;
      return storeFirst ? style.store([kind, ...words]) : style.store([...words, kind]);
    };
  return {
    transport,
    service: style.service(prefix),
    operation: transport === 'rpc' ? pick(random, RPC)(prefix) : pick(random, HTTP),
    route: (verb, words) => route(door, verb, plural(words)),
    database: store(database),
    cache: store(cache),
    queue: random.next() < 0.3 ? () => 'kafka' : store(queue),
    query: pick(random, QUERIES),
  };
}

const QUERIES: readonly Naming['query'][] = [
  (verb, words) =>
    `${statement(verb)} ${snake(words.map((word, at) => (at === words.length - 1 ? many(word) : word)))}`,
  (verb) => statement(verb),
  (verb, words) => (isRead(verb) ? `find ${snake(words)}` : `insert ${snake(words)}`),
  (verb) => (isRead(verb) ? 'find' : 'insert'),
  (verb, words) => (isRead(verb) ? `Find${pascal(words)}` : `Insert${pascal(words)}`),
];

const READS = new Set(
  'get list search query check validate verify lookup resolve find count read evaluate rank score nearby quote suggest estimate match locate balance view'.split(
    ' ',
  ),
);

export const isRead = (verb: string): boolean => READS.has(verb);

function statement(verb: string): string {
  if (isRead(verb)) return 'SELECT';
  return verb === 'create' || verb === 'add' || verb === 'record' || verb === 'place' ? 'INSERT' : 'UPDATE';
}

function method(verb: string): string {
  if (isRead(verb)) return 'GET';
  if (verb === 'delete' || verb === 'remove' || verb === 'cancel') return 'DELETE';
  return verb === 'update' || verb === 'set' ? 'PUT' : 'POST';
}

const PLAIN_VERBS = new Set(['get', 'list', 'search', 'create', 'update', 'add', 'delete', 'remove']);
const OF_ONE = new Set(['get', 'update', 'delete', 'remove']);

/** `GET /orders/{id}`, `POST /orders`, `POST /orders/{id}/confirm`. */
function route(base: string, verb: string, path: string): string {
  const one = PLAIN_VERBS.has(verb) ? OF_ONE.has(verb) : true;
  const act = PLAIN_VERBS.has(verb) ? '' : `/${verb}`;
  return `${method(verb)} ${base}/${path}${one ? '/{id}' : ''}${act}`;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function many(word: string): string {
  if (/(?:s|ch|sh|x)$/u.test(word)) return `${word}es`;
  return /[^aeiou]y$/u.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
