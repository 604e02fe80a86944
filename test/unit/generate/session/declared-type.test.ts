import { describe, expect, it } from 'vitest';
import { typeByName } from '../../../../server/src/generate/session/declared-type.ts';

describe('how a service is called, by its name', () => {
  it.each([
    ['orders', 'rpc'],
    ['api-gateway', 'http'],
    ['orders-db', 'db'],
    ['pricing_pg', 'db'],
    ['UserMongoDB', 'db'],
    ['session-cache', 'cache'],
    ['cart-valkey', 'cache'],
    ['orders-mq', 'send'],
    ['events-kafka', 'send'],
    ['user-service-mongo', 'db'],
    ['cache-service', 'rpc'],
    ['topic-api', 'rpc'],
    ['queue-worker', 'rpc'],
  ])('%s: %s', (name, type) => {
    expect(typeByName(name)).toBe(type);
  });
});
