import type { CallType, ServiceItem } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';

const CACHES: ReadonlySet<string> = new Set(['redis', 'memcached', 'valkey', 'dragonfly', 'hazelcast']);

/** How a declared service is called, from its resource attributes (semantic conventions) or, failing these, its name. */
export function declaredType(service: ServiceItem): CallType {
  for (const statement of service.body) {
    if (statement.kind !== 'attribute') continue;
    if (statement.key.value === 'messaging.system') return 'send';
    if (statement.key.value !== 'db.system.name' && statement.key.value !== 'db.system') continue;
    const system = 'value' in statement.value ? String(statement.value.value) : '';
    return CACHES.has(system) ? 'cache' : 'db';
  }
  return typeByName(service.name.value);
}

/** How a service of that name is mostly called. */
export function typeByName(name: string): CallType {
  const words = new Set(wordsOf(name));
  if (['cache', 'redis', 'memcached'].some((word) => words.has(word))) return 'cache';
  if (['db', 'database', 'postgres', 'mysql', 'mongo'].some((word) => words.has(word))) return 'db';
  return ['kafka', 'rabbitmq', 'queue'].some((word) => words.has(word)) ? 'send' : 'rpc';
}
