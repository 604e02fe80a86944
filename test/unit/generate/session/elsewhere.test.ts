import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { compileLibrary, type Library } from '../../../../server/src/generate/library/library.ts';
import { askedByMost, workOn } from '../../../../server/src/generate/session/elsewhere.ts';
import type { Occasion } from '../../../../server/src/generate/session/occasion.ts';
import { node } from '../../../support/nodes.ts';
import { testParser } from '../../../support/parser.ts';

/** Three shops: all reserve stock, two of the three that can be paid are paid, one has gifts wrapped. */
const SHOPS = {
  books: 'rpc stock Reserve\n rpc payment Charge\n db orders-db "INSERT orders"',
  shoes: 'rpc inventory Reserve\n rpc payments Charge\n rpc gifts Wrap',
  bikes: 'rpc stock Reserve\n db orders-db "INSERT orders"',
};
const WORKERS = 'trace "tell" { recv notifier order.placed { http mail-provider "POST /messages" } }';

let library: Library;

beforeAll(async () => {
  const parser = await testParser();
  const systems = Object.entries(SHOPS).map(([name, calls]) => ({
    name,
    spec: parseSpec(
      parser,
      `# ${name}.\n\ntrace "place order" { http web "POST /orders" { rpc orders PlaceOrder {\n ${calls}\n } } }\n` +
        `trace "show" { http web "GET /orders/{id}" { rpc orders GetOrder { rpc gifts GetWrapping } } }\n` +
        `trace "pay" { http web "POST /payments" { rpc payment Charge } }\n${WORKERS}`,
    ),
  }));
  library = compileLibrary(systems);
});

function occasion(...file: readonly string[]): Occasion {
  const services = file.map((line) => node(line)).map(({ type, service }) => ({ type, service }));
  return {
    title: 'place order',
    callers: [{ ...node('http bff'), operation: 'POST /orders' }],
    habits: [],
    isNew: true,
    ensemble: { services, isComplete: true },
    methods: [],
    way: 'rpc',
  };
}

const FILE = ['rpc order-service', 'rpc gift-service', 'rpc payment-service', 'rpc warehouse'];

describe('whom most ask who are asked the same', () => {
  const asked = (line: string, ...file: readonly string[]) =>
    askedByMost(library, occasion(...file), node(line)).map(
      ({ service, operation }) => `${service} ${operation}`,
    );

  it('is asked in their order, by the names of the file', () => {
    expect(asked('rpc order-service CreateOrder', ...FILE)).toEqual([
      'warehouse Reserve',
      'payment-service Charge',
    ]);
  });

  it('is not who is asked in one system only, or for something else', () => {
    expect(asked('rpc order-service CreateOrder', 'rpc order-service', 'rpc gift-service')).toEqual([]);
    expect(asked('rpc order-service GetOrder', ...FILE)).toEqual(['gift-service GetWrapping']);
  });

  it('is nobody where nobody is like who asks', () => {
    expect(asked('rpc quokka-service CreateQuokka', ...FILE)).toEqual([]);
  });
});

describe('who works on a message', () => {
  const works = (topic: string, sender: string, ...file: readonly string[]) =>
    workOn(library, occasion(...file), node(`send events ${topic}`), node(sender)).map(
      ({ type, service, operation, children }) => ({
        work: `${type} ${service} ${operation}`,
        calls: children.map((call) => `${call.type} ${call.service}`),
      }),
    );

  it('tells others of it, as such services do elsewhere', () => {
    expect(works('order.created', 'rpc order-service', ...FILE, 'rpc notifier', 'rpc mail-provider')).toEqual(
      [{ work: 'recv notifier order.created', calls: ['rpc mail-provider'] }],
    );
  });

  it('is nobody where all are there to be asked, or the file may grow', () => {
    expect(works('order.created', 'rpc order-service', ...FILE)).toEqual([]);
    const open = { ...occasion('rpc notifier'), mayGrow: true };
    expect(workOn(library, open, node('send events order.created'), node('rpc orders'))).toEqual([]);
  });

  it('is not who sent it', () => {
    expect(works('mail.sent', 'rpc notifier', 'rpc notifier')).toEqual([]);
  });
});
