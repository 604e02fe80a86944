import { describe, expect, it } from 'vitest';
import {
  operationStyleOf,
  restyle,
  restyleOperation,
  styleOf,
  withoutCommonWords,
} from '../../../../server/src/generate/library/naming-style.ts';

describe('naming style', () => {
  it.each([
    [['order-service', 'cart-service', 'gateway'], 'PaymentProcessor', 'payment-processor-service'],
    [['OrderService', 'CartService'], 'payment-processor', 'PaymentProcessorService'],
    [['order_service', 'cart_service'], 'payments', 'payments_service'],
    [['orders', 'carts', 'stock'], 'payment-service', 'payment'],
  ])('of %j turns %s into %s', (services, name, expected) => {
    expect(restyle(name, 'rpc', styleOf(services))).toBe(expected);
  });

  it('leaves a store its own last word', () => {
    const style = styleOf(['OrderService', 'CartService']);
    expect(restyle('payments-db', 'db', style)).toBe('PaymentsDb');
  });

  it.each([
    [['gateway'], 'OrderService', 'order'],
    [['ApiGateway'], 'order-service', 'Order'],
    [['api_gateway'], 'fraud-scoring', 'fraud_scoring'],
    [['user-service'], 'order-service', 'order'],
  ])('of one service %j has no habit of a last word: %s becomes %s', (services, name, expected) => {
    expect(restyle(name, 'rpc', styleOf(services))).toBe(expected);
  });

  it.each([
    ['package and interface', 'shop.orders.v1.OrderService/PlaceOrder', ['Verify'], 'PlaceOrder'],
    ['words', 'place_order', ['Verify', 'GetCart'], 'PlaceOrder'],
    ['words', 'PlaceOrder', ['verify_token'], 'place_order'],
    ['words', 'PlaceOrder', ['verifyToken', 'getCart'], 'placeOrder'],
    ['what is no method', 'run nightly', ['Verify'], 'run nightly'],
    ['a path', '/v1/orders', ['Verify'], '/v1/orders'],
  ])('spells %s of %s as %j do: %s', (_what, operation, methods, expected) => {
    expect(restyleOperation(operation, 'rpc', operationStyleOf(methods))).toBe(expected);
  });

  it('leaves what is no method of a procedure call', () => {
    expect(restyleOperation('orders.paid', 'send', 'Pascal')).toBe('orders.paid');
  });
});

describe('without the words that most names of a system share', () => {
  it.each([
    [
      'a prefix',
      ['fd-orders', 'fd-auth', 'fd-eta', 'card-processor'],
      ['orders', 'auth', 'eta', 'card-processor'],
    ],
    ['a package', ['go.micro.srv.deck', 'go.micro.srv.chat', 'go.micro.srv.geo'], ['deck', 'chat', 'geo']],
    ['a last word', ['payroll.prod', 'leave.prod', 'tax.prod'], ['payroll', 'leave', 'tax']],
    ['nothing', ['orders', 'stock', 'orders-db'], ['orders', 'stock', 'orders-db']],
  ])('%s goes', (_what, names, expected) => {
    expect([...withoutCommonWords(names).values()]).toEqual(expected);
  });

  it('no two services come to the same name', () => {
    const names = withoutCommonWords(['acme-orders', 'acme-stock', 'acme-mail', 'orders']);
    expect(new Set(names.values()).size).toBe(4);
  });
});
