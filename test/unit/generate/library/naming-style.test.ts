import { describe, expect, it } from 'vitest';
import { restyle, styleOf } from '../../../../server/src/generate/library/naming-style.ts';

describe('naming style', () => {
  it.each([
    [['order-service', 'cart-service', 'gateway'], 'PaymentProcessor', 'payment-processor-service'],
    [['OrderService', 'CartService'], 'payment-processor', 'PaymentProcessorService'],
    [['order_service', 'cart_service'], 'payments', 'payments_service'],
    [['orders', 'carts', 'stock'], 'payment-service', 'payment'],
  ])('of %j turns %s into %s', (services, name, expected) => {
    const style = styleOf(services);
    expect(style && restyle(name, 'rpc', style)).toBe(expected);
  });

  it('leaves a store its own last word', () => {
    const style = styleOf(['OrderService', 'CartService']);
    expect(style && restyle('payments-db', 'db', style)).toBe('PaymentsDb');
  });

  it('of a single service cannot be told', () => {
    expect(styleOf(['gateway'])).toBeUndefined();
  });
});
