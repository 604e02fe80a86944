import { describe, expect, it } from 'vitest';
import { operationOver, routeByTitle } from '../../../../server/src/generate/library/protocols.ts';

describe('what is asked for over another protocol', () => {
  it.each([
    ['GET /orders/{id}', 'GetOrder'],
    ['GET /orders', 'ListOrders'],
    ['GET /search', 'Search'],
    ['POST /orders', 'CreateOrder'],
    ['POST /v1/orders/{id}/cancel', 'CancelOrder'],
    ['POST /slots/quote', 'QuoteSlot'],
    ['DELETE /baskets/{id}', 'DeleteBasket'],
    ['GET /v1/availability/{sku}', 'GetAvailability'],
    ['POST /introspect', 'Introspect'],
    ['GET /categories', 'ListCategories'],
    ['PUT /categories/{id}', 'UpdateCategory'],
    ['GET /devices/{id}/status', 'GetStatus'],
  ])('%s is the method %s', (route, method) => {
    expect(operationOver('rpc', route)).toBe(method);
  });

  it.each([
    ['GetOrder', 'GET /orders/{id}'],
    ['shop.v1.Orders/ListOrders', 'GET /orders'],
    ['CreateOrder', 'POST /orders'],
    ['CancelOrder', 'POST /orders/{id}/cancel'],
    ['DeleteCategory', 'DELETE /categories/{id}'],
    ['CreateBranch', 'POST /branches'],
    ['CreateDay', 'POST /days'],
    ['Verify', 'POST /verify'],
  ])('%s is the route %s', (method, route) => {
    expect(operationOver('http', method)).toBe(route);
  });

  it.each([
    ['Search', 'product-service', 'GET /products'],
    ['Get', 'cartservice', 'GET /carts/{id}'],
    ['BatchGet', 'products', 'GET /products/{id}'],
    ['Verify', 'auth', 'POST /auth/verify'],
    ['Publish', 'review-service', 'POST /reviews'],
    ['Capture', 'payments', 'POST /payments/capture'],
    ['SessionVerify', 'users', 'POST /sessions/{id}/verify'],
    ['Switch', '', 'POST /switch'],
  ])('%s of %s is the route %s', (method, service, route) => {
    expect(operationOver('http', method, service)).toBe(route);
  });

  it.each([
    ['show a patient', 'GET /patients/{id}'],
    ['list patients', 'GET /patients'],
    ['book an appointment', 'POST /appointments'],
    ['cancel order', 'POST /orders/{id}/cancel'],
    ['nightly restock', undefined],
    ['checkout', undefined],
  ])('%s asks a front door for %s', (title, route) => {
    expect(routeByTitle(title)).toBe(route);
  });

  it('is the same over the same', () => {
    expect(operationOver('rpc', 'GetOrder')).toBe('GetOrder');
    expect(operationOver('http', 'GET /orders')).toBe('GET /orders');
  });
});
