import { describe, expect, it } from 'vitest';
import type { CallType } from '../../../server/src/core/spec/spec.ts';
import { createMemory } from '../../../server/src/generate/memory/memory.ts';
import {
  changingOperations,
  habitualOperation,
  knownOperations,
  messageOf,
  servingOperations,
} from '../../../server/src/generate/operations.ts';
import type { Purpose } from '../../../server/src/generate/purpose.ts';
import { node } from '../../support/nodes.ts';

function serving(asked: Purpose | undefined, type: CallType, ...known: string[]): string[] {
  const weighed = known.map((operation) => ({ operation, weight: 1, isOfRequest: false }));
  return servingOperations(weighed, type, asked).map(({ operation }) => operation);
}

describe('what a service is asked for by who is asked himself', () => {
  it('is what serves that', () => {
    expect(serving('reads', 'rpc', 'CreateOrder', 'GetOrder', 'Verify')).toEqual(['GetOrder', 'Verify']);
    expect(serving('creates', 'rpc', 'CreateOrder', 'GetOrder')).toEqual(['CreateOrder', 'GetOrder']);
    expect(serving(undefined, 'rpc', 'CreateOrder')).toEqual(['CreateOrder']);
  });

  it.each([
    ['reads', 'rpc', 'CreateOrder', 'GetOrder'],
    ['removes', 'rpc', 'createOrder', 'cancelOrder'],
    ['reads', 'http', 'POST /orders', 'GET /orders'],
    ['reads', 'db', 'INSERT orders', 'SELECT orders'],
    ['removes', 'db', 'insert orders', 'update orders'],
    ['reads', 'cache', 'SET', 'GET'],
    ['removes', 'send', 'order.created', 'order.cancelled'],
    ['removes', 'send', 'OrderPlaced', 'OrderCancelled'],
  ] as const)(
    'is the same for its purpose where nothing known serves it (%s, %s): %s is %s',
    (asked, type, known, expected) => {
      expect(serving(asked, type, known)).toEqual([expected]);
    },
  );

  it('is what it was seen to ask for then, whatever that does', () => {
    const seen = [{ operation: 'RecordView', weight: 1, isOfRequest: true }];
    expect(servingOperations(seen, 'rpc', 'reads')).toEqual(seen);
  });
});

describe('what is habitual', () => {
  it.each([
    ['http', 'reads', 'GET /orders'],
    ['http', 'removes', 'DELETE /orders'],
    ['rpc', 'creates', 'CreateOrders'],
    ['db', undefined, 'SELECT orders'],
    ['cache', 'changes', 'SET'],
    ['send', 'creates', 'orders-events'],
    ['in', 'reads', undefined],
  ] as const)('of %s, asked by who %s: %s', (type, asked, expected) => {
    expect(habitualOperation(type, 'orders', asked)).toBe(expected);
  });
});

it('is what a service is asked for over another protocol, told over this one', () => {
  const memory = createMemory();
  memory.add([node('http web', { ...node('http throttler'), operation: 'POST /attempts' })]);
  const place = {
    caller: 'web',
    callerOperation: undefined,
    asked: undefined,
    callee: 'throttler',
    used: [],
  };
  const over = (type: CallType) =>
    knownOperations(memory, { ...place, type }).map(({ operation }) => operation);
  expect(over('rpc')).toEqual(['CreateAttempt']);
  expect(over('db')).toEqual([]);
});

describe('what is written down by who is asked to change something', () => {
  const written = (type: CallType, operation: string, asked: Purpose, isOfRequest = false) =>
    changingOperations([{ operation, weight: 1, isOfRequest }], type, asked).map((one) => one.operation);

  it('is changed, and said to be', () => {
    expect(written('db', 'INSERT subscriptions', 'changes')).toEqual(['UPDATE subscriptions']);
    expect(written('send', 'order.created', 'changes')).toEqual(['order.updated']);
  });

  it('is as it was seen for that request, for another purpose, and of who is no store', () => {
    expect(written('db', 'INSERT movements', 'changes', true)).toEqual(['INSERT movements']);
    expect(written('db', 'INSERT subscriptions', 'creates')).toEqual(['INSERT subscriptions']);
    expect(written('rpc', 'CreateCharge', 'changes')).toEqual(['CreateCharge']);
  });
});

it('is one that a message speaks of', () => {
  expect(messageOf('policies', 'creates')).toBe('policy.created');
  expect(messageOf('orders', 'removes')).toBe('order.cancelled');
});
