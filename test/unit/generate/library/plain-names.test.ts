import { describe, expect, it } from 'vitest';
import { plainNamesOf } from '../../../../server/src/generate/library/plain-names.ts';

const plainly = (names: string) => {
  const services = names.split(' ');
  const { plain } = plainNamesOf(services);
  return services.map(plain).join(' ');
};

describe('plain names', () => {
  it('leave out what most services begin with', () => {
    expect(plainly('acme-gateway acme-orders acme-payments acme-users acme-stock redis')).toBe(
      'gateway orders payments users stock redis',
    );
    expect(plainly('com.shop.Gateway com.shop.Orders com.shop.Payments com.shop.Users com.shop.Stock')).toBe(
      'Gateway Orders Payments Users Stock',
    );
  });

  it('keep what they are about', () => {
    const orders = 'order-service order-db order-cache order-events order-worker';
    expect(plainly(orders)).toBe(orders);
  });

  it('keep what few of them begin with', () => {
    const shop = 'user-service user-db orders payments stock mailer';
    expect(plainly(shop)).toBe(shop);
  });

  it('leave no two services with one name', () => {
    expect(plainly('acme-orders orders acme-payments acme-users acme-stock acme-mail')).toBe(
      'acme-orders orders payments users stock mail',
    );
  });

  it('name others as they do', () => {
    const { whole } = plainNamesOf('ts-orders ts-payments ts-users ts-stock redis'.split(' '));
    expect([whole('orders'), whole('redis'), whole('invoices')]).toEqual([
      'ts-orders',
      'redis',
      'ts-invoices',
    ]);
  });

  it('of a system without a habit are its names', () => {
    const { prefix, whole } = plainNamesOf(['orders', 'payments']);
    expect([prefix, whole('invoices')]).toEqual(['', 'invoices']);
  });
});
