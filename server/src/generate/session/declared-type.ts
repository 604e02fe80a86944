import type { CallType, ServiceItem } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';
import { isFrontDoor } from '../library/front-doors.ts';

const CACHES: ReadonlySet<string> = new Set(['redis', 'memcached', 'valkey', 'dragonfly', 'hazelcast']);

/**
 * How a declared service is called, from its resource attributes (semantic conventions) or, failing these, its name.
 * @param plain its name without what all names share
 */
export function declaredType(service: ServiceItem, plain = service.name.value): CallType {
  for (const statement of service.body) {
    if (statement.kind !== 'attribute') continue;
    if (statement.key.value === 'messaging.system') return 'send';
    if (statement.key.value !== 'db.system.name' && statement.key.value !== 'db.system') continue;
    const system = 'value' in statement.value ? String(statement.value.value) : '';
    return CACHES.has(system) ? 'cache' : 'db';
  }
  return typeByName(plain);
}

/** How a service of that name is mostly called. */
export function typeByName(name: string): CallType {
  if (isFrontDoor({ service: name })) return 'http';
  const words = wordsOf(name);
  if (SERVICE_WORDS.has(words.at(-1) ?? '')) return 'rpc';
  if (words.some((word) => CACHE_WORDS.has(word))) return 'cache';
  if (words.some((word) => DB_WORDS.has(word))) return 'db';
  return words.some((word) => BROKER_WORDS.has(word)) ? 'send' : 'rpc';
}

/** A service by its last word, whatever it is about: `cache-service`, `topic-api`. */
const SERVICE_WORDS = setOf('api consumer producer server service svc worker');
const CACHE_WORDS: ReadonlySet<string> = new Set([...CACHES, 'cache', 'memcache']);
const DB_WORDS = setOf(
  'cassandra clickhouse cockroachdb couchdb database db dynamo dynamodb elasticsearch mariadb mongo mongodb mssql mysql opensearch oracle pg postgres postgresql scylla spanner sql sqlite',
);
const BROKER_WORDS = setOf(
  'activemq broker eventbus kafka mq nats pubsub pulsar queue rabbitmq redpanda sns sqs topic',
);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
