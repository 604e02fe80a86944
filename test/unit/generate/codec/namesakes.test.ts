import { describe, expect, it } from 'vitest';
import type { CallType } from '../../../../server/src/core/spec/spec.ts';
import type { CatalogueEntry } from '../../../../server/src/generate/codec/catalogue.ts';
import { namesakesOf } from '../../../../server/src/generate/codec/namesakes.ts';

const entries = (text: string): CatalogueEntry[] =>
  text.split(' ').map((entry) => {
    const [type, service] = entry.split(':') as [CallType, string];
    return { type, service, named: true };
  });

const SHOP = entries(
  'http:web rpc:cartservice rpc:orderService rpc:order-history rpc:payments db:cartservice-db db:orders_db cache:OrderHistoryCache send:kafka db:reports-db',
);

describe('services named like a caller', () => {
  it('are the stores that carry its name, however names are spelled', () => {
    expect(namesakesOf(SHOP, { service: 'cartservice' }).own).toEqual(['cartservice-db']);
    expect(namesakesOf(SHOP, { service: 'orderService' }).own).toEqual(['orders_db']);
    expect(namesakesOf(SHOP, { service: 'order-history' }).own).toEqual(['OrderHistoryCache']);
  });

  it('are those that it is asked about, and those that share a word with it', () => {
    const { about, kin } = namesakesOf(SHOP, {
      service: 'orderService',
      operation: 'GET /orders/{id}/payments',
    });
    expect(about).toEqual(['payments', 'order-history']);
    expect(kin).toEqual(['order-history']);
  });

  it('leave stores that carry nobody’s name to everybody', () => {
    expect(namesakesOf(SHOP, { service: 'payments' }).shared).toEqual(['kafka', 'reports-db']);
  });

  it('do not count what stands in most names', () => {
    const shop = entries(
      'http:acme-web rpc:acme-cart rpc:acme-orders rpc:acme-users rpc:acme-mail db:acme-cart-db',
    );
    expect(namesakesOf(shop, { service: 'acme-orders' })).toEqual({
      own: [],
      about: [],
      kin: [],
      shared: [],
    });
    expect(namesakesOf(shop, { service: 'acme-cart' }).own).toEqual(['acme-cart-db']);
  });
});
