import { describe, expect, it } from 'vitest';
import type { CallType } from '../../../../server/src/core/spec/spec.ts';
import {
  counterpartsOf,
  described,
  storeFor,
  type TypedService,
} from '../../../../server/src/generate/library/counterparts.ts';

/** `db orders-db`: a service as a line would call it. */
function services(...lines: string[]): TypedService[] {
  return lines.map((line) => {
    const [type = '', service = ''] = line.split(' ');
    return { type: type as CallType, service };
  });
}

function counterparts(told: string[], own: string[], isComplete: boolean): Record<string, string> {
  const byName = new Map(services(...told).map((one) => [one.service, described(one)]));
  return Object.fromEntries(counterpartsOf(byName, { services: services(...own), isComplete }));
}

describe('who of a file does what a service of another system does', () => {
  it.each([
    ['whoever is about the same', 'http OrderService', 'rpc orders', 'orders'],
    ['a store that is named after the same', 'db orders-db', 'db orders-pg', 'orders-pg'],
    ['nobody who is about something else', 'rpc order-history', 'rpc orders', undefined],
    ['no store for a service', 'rpc orders', 'db orders-db', undefined],
    ['no cache for a database', 'db orders-db', 'cache orders-cache', undefined],
    ['no service for another that the same thing stands behind', 'rpc basket', 'rpc cart', undefined],
  ])('%s', (_who, told, own, expected) => {
    expect(Object.values(counterparts([told], [own], false))[0]).toBe(expected);
  });

  it.each([
    ['whoever is most alike', 'rpc pdf-printer', ['rpc pdf-renderer', 'rpc sms-sender'], 'pdf-renderer'],
    ['whoever is so called elsewhere', 'rpc basket', ['rpc orders', 'rpc cart'], 'cart'],
    ['whose word goes on', 'http mail-provider', ['rpc mailer', 'rpc sms'], 'mailer'],
    ['nobody who has nothing in common', 'rpc basket', ['rpc orders', 'rpc auth'], undefined],
  ])('where the file says who there is, %s', (_who, told, own, expected) => {
    expect(Object.values(counterparts([told], own, true))[0]).toBe(expected);
  });

  it('may do what several do', () => {
    expect(counterparts(['rpc authorizer', 'rpc authenticator'], ['rpc auth'], true)).toEqual({
      authorizer: 'auth',
      authenticator: 'auth',
    });
  });
});

describe('the store that a service of a file uses', () => {
  const FILE = ['rpc orders', 'rpc stock', 'db orders-db', 'cache redis', 'send order-events'];

  it.each([
    ['its own', 'db', 'orders', FILE, 'orders-db'],
    ['none that is another one’s', 'db', 'stock', FILE, undefined],
    ['one that is named after nothing', 'cache', 'stock', FILE, 'redis'],
    ['the only queue', 'send', 'stock', FILE, 'order-events'],
    ['the only one of nobody', 'db', 'stock', [...FILE, 'db archive'], 'archive'],
    ['no cache that holds something else', 'cache', 'stock', ['rpc stock', 'cache tile-cache'], undefined],
    ['none of two', 'db', 'stock', [...FILE, 'db archive', 'db warehouse-pg'], undefined],
  ] as const)('is %s', (_which, type, caller, file, expected) => {
    expect(storeFor({ services: services(...file), isComplete: true }, type, caller)).toBe(expected);
  });

  it('is its own before the one that the library tells of, a queue is the one that it tells of', () => {
    const file = services(...FILE, 'db stock-db', 'send stock-events');
    const all = { services: file, isComplete: true };
    expect(storeFor(all, 'db', 'stock', 'orders-db')).toBe('stock-db');
    expect(storeFor(all, 'db', 'billing', 'orders-db')).toBe('orders-db');
    expect(storeFor(all, 'send', 'stock', 'order-events')).toBe('order-events');
  });

  it('is none but its own and the common one where others may come', () => {
    const open = { services: services(...FILE), isComplete: false };
    expect(storeFor(open, 'send', 'stock')).toBeUndefined();
    expect(storeFor(open, 'cache', 'stock')).toBe('redis');
    expect(storeFor(open, 'db', 'orders')).toBe('orders-db');
  });
});
