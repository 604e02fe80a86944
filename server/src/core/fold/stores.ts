import { peerHostOf } from './peers.ts';
import { protocolOf } from './rpc.ts';
import { type RecordedSpan, textAttribute } from './span.ts';

/** A store that a span asks: what the call type is, and what to call the store. */
export interface Store {
  readonly type: 'db' | 'cache';
  readonly name: string;
}

const CACHE_SYSTEMS: ReadonlySet<string> = new Set([
  'redis',
  'valkey',
  'memcached',
  'keydb',
  'dragonfly',
  'hazelcast',
  'infinispan',
  'ehcache',
  'aws.elasticache',
]);

/** Words in the names of spans that give a store away, with the name of its system. */
const STORE_WORDS: ReadonlyMap<string, string> = new Map([
  ...[
    'postgresql',
    'mysql',
    'mariadb',
    'sqlite',
    'oracle',
    'mssql',
    'cassandra',
    'dynamodb',
    'elasticsearch',
  ].map(same),
  ...[
    'opensearch',
    'clickhouse',
    'cockroachdb',
    'couchbase',
    'couchdb',
    'neo4j',
    'influxdb',
    'hbase',
    'mongo',
  ].map(same),
  ...['redis', 'valkey', 'memcached'].map(same),
  ['mongodb', 'mongo'],
  ['postgres', 'postgresql'],
  ['memcache', 'memcached'],
  ['mmc', 'memcached'],
  ['sql', 'db'],
  ['jdbc', 'db'],
  ['db', 'db'],
]);

function same(word: string): [string, string] {
  return [word, word];
}

/** By attributes of the semantic conventions, old and new; else, where it is no request, by the name of the span or of its library. */
export function storeOf(span: RecordedSpan): Store | undefined {
  const system = textAttribute(span.attributes, 'db.system.name', 'db.system', 'db.type')?.toLowerCase();
  if (system !== undefined) return { type: typeOf(system), name: nameOf(span, system) };
  if (protocolOf(span) !== undefined) return undefined;
  const word = storeWordIn(span.name) ?? storeWordIn(textAttribute(span.attributes, 'component') ?? '');
  if (word === undefined) return undefined;
  return { type: typeOf(word), name: peerHostOf(span) ?? `${span.resource.service}-${word}` };
}

function typeOf(system: string): 'db' | 'cache' {
  return CACHE_SYSTEMS.has(system) ? 'cache' : 'db';
}

/** A store without an address is taken to be the asking service's own, unless its database is named. */
function nameOf(span: RecordedSpan, system: string): string {
  const host = peerHostOf(span);
  if (host !== undefined) return host;
  const shortSystem = system.replace(/^.*\./, '');
  const database = textAttribute(span.attributes, 'db.namespace', 'db.name');
  const isNamed = database !== undefined && /^[a-z_][\w-]*$/i.test(database);
  return isNamed ? `${shortSystem}-${database}` : `${span.resource.service}-${shortSystem}`;
}

function storeWordIn(name: string): string | undefined {
  for (const word of wordsOf(name)) {
    const system = STORE_WORDS.get(word.toLowerCase());
    if (system !== undefined) return system;
  }
  return undefined;
}

/** `MongoFindUser` and `url_mongo_insert` have words; a statement in place of a name has none. */
function wordsOf(name: string): readonly string[] {
  return name.length > 100 ? [] : (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? []);
}

/** What is asked of the store: the statement's summary, else its verb and table; undefined where no attribute says. */
export function storeOperation({ attributes }: RecordedSpan): string | undefined {
  const summary = textAttribute(attributes, 'db.query.summary');
  if (summary !== undefined) return summary;
  const collection = textAttribute(attributes, ...COLLECTION_KEYS);
  const verb = textAttribute(attributes, 'db.operation.name', 'db.operation', 'db.redis.command');
  if (verb !== undefined) return collection === undefined ? verb : `${verb} ${collection}`;
  return summaryOf(textAttribute(attributes, 'db.query.text', 'db.statement') ?? '');
}

const COLLECTION_KEYS = [
  'db.collection.name',
  'db.sql.table',
  'db.mongodb.collection',
  'db.cassandra.table',
  'db.elasticsearch.path_parts.index',
] as const;

const TABLE = /\b(?:from|into|update|table|join)\s+["'`[]?([\w.$-]+)/i;

/** Only verb and table: the rest of a statement may hold personal data. */
function summaryOf(statement: string): string | undefined {
  const verb = /^\s*([a-z]{2,20})\b/i.exec(statement)?.[1]?.toUpperCase();
  if (verb === undefined) return undefined;
  const table = TABLE.exec(statement.slice(0, 2000))?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}
