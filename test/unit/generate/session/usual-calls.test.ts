import { describe, expect, it } from 'vitest';
import type { CallType } from '../../../../server/src/core/spec/spec.ts';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';
import { messagesIn } from '../../../../server/src/generate/memory/messages.ts';
import { usualCallsIn } from '../../../../server/src/generate/session/usual-calls.ts';

/** `type service`. */
function call(text: string, children: readonly CallNode[] = []): CallNode {
  const [type, service = ''] = text.split(' ');
  return { type: type as CallType, service, repeat: 1, overlaps: false, children };
}

const MEMORY = createMemory();
MEMORY.add([
  call('http gateway', [
    call('rpc orders', [call('rpc stock'), call('rpc stock'), call('in orders')]),
    call('rpc mail'),
    call('recv mail'),
  ]),
]);
MEMORY.add([call('http admin', [call('rpc orders')])]);

function isUsual(text: string, path: readonly string[], before: readonly string[] = []): boolean {
  const calls = (texts: readonly string[]) => texts.map((one) => call(one));
  return usualCallsIn(MEMORY, messagesIn(MEMORY, []))(call(text), calls(path), calls(before));
}

describe('a call is expected', () => {
  it.each([
    ['that the caller makes', 'rpc stock', ['http gateway', 'rpc orders'], []],
    ['as often as it makes it', 'rpc stock', ['http gateway', 'rpc orders'], ['rpc stock']],
    ['that another caller makes', 'rpc mail', ['http gateway', 'rpc orders'], []],
    ['to a service that nobody has called yet', 'rpc coupons', ['http gateway'], []],
    ['inside a service that works inside', 'in orders', ['http gateway', 'rpc orders'], []],
    ['that begins traces, where one begins', 'http admin', [], []],
  ])('%s', (_what, text, path, before) => {
    expect(isUsual(text, path, before)).toBe(true);
  });
});

describe('a call is not expected', () => {
  it.each([
    ['back to who waits for it', 'rpc orders', ['http gateway', 'rpc orders', 'rpc stock'], []],
    ['to the entry of a trace', 'http admin', ['http gateway'], []],
    ['to begin a trace, where others call it', 'rpc stock', [], []],
    [
      'once more than it was ever made',
      'rpc stock',
      ['http gateway', 'rpc orders'],
      ['rpc stock', 'rpc stock'],
    ],
    ['again, where it was made once', 'rpc mail', ['http gateway'], ['rpc mail']],
    ['inside a service that was not seen to work inside', 'in stock', ['http gateway', 'rpc stock'], []],
    [
      'inside such work, where that was not seen',
      'in orders',
      ['http gateway', 'rpc orders', 'in orders'],
      [],
    ],
    ['to work on a message where none comes in', 'recv mail', ['http gateway', 'rpc orders'], []],
  ])('%s', (_what, text, path, before) => {
    expect(isUsual(text, path, before)).toBe(false);
  });
});

describe('who is asked to show something, or to remove it', () => {
  const op = (text: string, operation: string, children: readonly CallNode[] = []) => ({
    ...call(text, children),
    operation,
  });
  const memory = createMemory();
  memory.add([
    op('http web', 'POST /orders', [
      op('rpc auth', 'Verify'),
      op('rpc orders', 'Create', [
        op('db orders-db', 'INSERT orders'),
        op('rpc payments', 'Charge'),
        op('send kafka', 'order.created'),
      ]),
    ]),
  ]);
  memory.add([op('http web', 'GET /news', [op('rpc counter', 'AddView')])]);
  const isUsual = usualCallsIn(memory, messagesIn(memory, []));

  it.each([
    ['who checks', 'rpc auth', 'GET /orders/{id}', true],
    ['what he is asked about', 'rpc orders', 'GET /orders/{id}', true],
    ['who only creates something else', 'rpc payments', 'GET /orders/{id}', false],
    ['who only creates something else', 'rpc payments', 'DELETE /orders/{id}', false],
    ['a store', 'db orders-db', 'GET /orders/{id}', true],
    ['no queue', 'send kafka', 'GET /orders/{id}', false],
    ['a queue', 'send kafka', 'DELETE /orders/{id}', true],
    ['whom he was seen to', 'rpc counter', 'GET /orders/{id}', true],
    ['who creates, where that is asked', 'rpc payments', 'POST /orders', true],
  ])('calls %s (%s for %s): %s', (_whom, callee, operation, expected) => {
    expect(isUsual(call(callee), [op('http web', operation)], [])).toBe(expected);
  });

  it('says so for whom he calls, too', () => {
    const path = [op('http web', 'GET /orders/{id}'), op('rpc orders', 'Resolve')];
    expect(isUsual(call('rpc payments'), path, [])).toBe(false);
    expect(
      isUsual(
        call('rpc payments'),
        [op('http web', 'POST /orders'), path[1] ?? path[0]].flatMap((one) => one ?? []),
        [],
      ),
    ).toBe(true);
  });
});
