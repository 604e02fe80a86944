import { describe, expect, it } from 'vitest';
import { namedByRoute } from '../../../../server/src/generate/library/named-by-route.ts';
import { node } from '../../../support/nodes.ts';

const SERVICES = [
  'rpc users',
  'rpc admin-users',
  'rpc orders',
  'rpc trips',
  'rpc restaurants',
  'db orders-db',
].map((line) => node(line));

const named = (service: string, operation: string) => namedByRoute({ service, operation }, SERVICES)?.service;

describe('who is named by what an entry is asked for', () => {
  it.each([
    ['gateway', 'GET /users/{id}/orders', 'orders'],
    ['gateway', 'GET /users/{id}', 'users'],
    ['gateway', 'GET /users/{orderId}', 'users'],
    ['gateway', 'POST /cancellations/{orderId}', 'orders'],
    ['gateway', 'POST /api/v1/adminuserservice/users', 'admin-users'],
    ['rider-app', 'GET /restaurants', 'restaurants'],
  ])('is at the end of it: %s %s', (service, operation, expected) => {
    expect(named(service, operation)).toBe(expected);
  });

  it('may have another word for it', () => {
    expect(named('rider-api', 'POST /rides')).toBe('trips');
    expect(named('rider-api', 'POST /v1/ride')).toBe('trips');
  });

  it('is not meant by another word for what is done', () => {
    expect(named('ci-web', 'POST /hooks/ride')).toBe(undefined);
  });

  it('is nobody where the entry may be asked for its own sake', () => {
    expect(named('orders', 'GET /users/{id}')).toBe(undefined);
    expect(named('payment-service', 'GET /users/{id}')).toBe(undefined);
    expect(named('payment-gateway', 'GET /users/{id}')).toBe('users');
  });

  it('is nobody where nobody is', () => {
    expect(named('gateway', 'GET /health')).toBe(undefined);
    expect(named('gateway', '')).toBe(undefined);
  });
});
