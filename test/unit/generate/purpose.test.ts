import { describe, expect, it } from 'vitest';
import { purposeAlong, purposeAsked, purposeOf, serves } from '../../../server/src/generate/purpose.ts';

describe('the purpose of an operation', () => {
  it.each([
    ['GET /orders/{id}', 'reads'],
    ['shop.v1.Orders/ListOrders', 'reads'],
    ['POST /search', 'reads'],
    ['POST /orders', 'creates'],
    ['PlaceOrder', 'creates'],
    ['INSERT orders', 'creates'],
    ['order.created', 'creates'],
    ['PATCH /orders/{id}', 'changes'],
    ['DELETE /orders/{id}', 'removes'],
    ['POST /v1/orders/{id}/cancel', 'removes'],
    ['POST /v1/refunds', 'removes'],
    ['OrderCancelled', 'removes'],
    ['Verify', undefined],
    ['POST /introspect', undefined],
    ['', undefined],
  ])('%s: %s', (operation, expected) => {
    expect(purposeOf(operation)).toBe(expected);
  });

  it.each([
    ['POST /telemetry', 'creates'],
    ['POST /admissions/{id}/discharge', 'changes'],
    ['POST /orders/{id}/cancel', 'removes'],
    ['Home', 'reads'],
  ])('of a request %s is sure: %s', (request, expected) => {
    expect(purposeAsked(request)).toBe(expected);
  });

  it('is that of the nearest call above that tells one', () => {
    const path = ['GET /orders', 'ListOrders', 'Verify'].map((operation) => ({ operation }));
    expect(purposeAlong(path)).toBe('reads');
    expect(purposeAlong([...path, { operation: 'PlaceOrder' }])).toBe('creates');
    expect(purposeAlong([{}, { operation: 'Verify' }])).toBeUndefined();
  });
});

describe('who is asked', () => {
  it.each([
    ['to show something', 'reads', 'reads', true],
    ['to show something', 'reads', 'creates', false],
    ['to remove something', 'removes', 'creates', false],
    ['to remove something', 'removes', 'changes', true],
    ['to create something', 'creates', 'removes', true],
    ['for who knows what', undefined, 'creates', true],
    ['to show something', 'reads', undefined, true],
  ] as const)('%s (%s): %s is on the way: %s', (_what, asked, purpose, expected) => {
    expect(serves(asked, purpose)).toBe(expected);
  });
});
