import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from '../../../../server/src/core/fold/nest.ts';
import { block, lines, type Sketch } from './recorded.ts';

const entry: Sketch = {
  id: 'a',
  service: 'gateway',
  kind: 'server',
  name: 'POST /orders',
  at: 0,
  lasts: 9000,
};

describe('a tree of spans as call lines', () => {
  it('makes one line of both sides of a call, with the times of the caller', () => {
    const client: Sketch = {
      id: 'b',
      parent: 'a',
      service: 'gateway',
      kind: 'client',
      name: 'stock.Stock/Reserve',
      at: 1000,
      lasts: 4000,
    };
    const server: Sketch = {
      id: 'c',
      parent: 'b',
      service: 'stock',
      kind: 'server',
      name: 'stock.Stock/Reserve',
      at: 1500,
      lasts: 3000,
    };
    expect(lines(entry, client, server)).toBe(
      block(`
        http gateway "POST /orders" 9ms {
          rpc stock stock.Stock/Reserve @1ms 4ms
        }`),
    );
  });

  it('counts what a folded callee does from the start of the call, not of its own span', () => {
    const client: Sketch = {
      id: 'b',
      parent: 'a',
      service: 'gateway',
      kind: 'client',
      name: 'GET',
      at: 1000,
      lasts: 4000,
    };
    const server: Sketch = {
      id: 'c',
      parent: 'b',
      service: 'stock',
      kind: 'server',
      name: 'GET /stock',
      at: 1500,
      lasts: 3000,
    };
    const work: Sketch = { id: 'd', parent: 'c', service: 'stock', name: 'count', at: 2000, lasts: 100 };
    expect(lines(entry, client, server, work)).toBe(
      block(`
        http gateway "POST /orders" 9ms {
          http stock "GET /stock" @1ms 4ms {
            in stock count @1ms 100us
          }
        }`),
    );
  });

  it('takes a client with several calls below it for the work that made them', () => {
    const client: Sketch = {
      id: 'b',
      parent: 'a',
      service: 'gateway',
      kind: 'client',
      name: 'call with retry',
      at: 1000,
      lasts: 4000,
    };
    const first: Sketch = {
      id: 'c',
      parent: 'b',
      service: 'stock',
      kind: 'server',
      name: 'GET /stock',
      at: 1100,
      lasts: 900,
    };
    const second: Sketch = { ...first, id: 'd', at: 3000 };
    expect(lines(entry, client, first, second)).toBe(
      block(`
        http gateway "POST /orders" 9ms {
          in gateway "call with retry" @1ms 4ms {
            http stock "GET /stock" @100us 900us
            http stock "GET /stock" @2ms 900us
          }
        }`),
    );
  });

  it('puts what is below the call of a store after it, since nothing can stand in it', () => {
    const query: Sketch = {
      id: 'b',
      parent: 'a',
      service: 'gateway',
      kind: 'client',
      name: 'query',
      at: 1000,
      lasts: 4000,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': 'SELECT',
        'db.collection.name': 'orders',
        'server.address': 'orders-db',
      },
    };
    const connect: Sketch = {
      id: 'c',
      parent: 'b',
      service: 'gateway',
      name: 'connect',
      at: 1100,
      lasts: 300,
    };
    expect(lines(entry, query, connect)).toBe(
      block(`
        http gateway "POST /orders" 9ms {
          db orders-db "SELECT orders" @1ms 4ms
          in gateway connect @1.1ms 300us
        }`),
    );
  });

  it('gives a service of which only calls were recorded a line of its own', () => {
    const client: Sketch = {
      id: 'a',
      service: 'job',
      kind: 'client',
      name: 'GET',
      lasts: 5000,
      attributes: { 'http.request.method': 'GET', 'url.full': 'https://rates.example:8443/daily?day=1' },
    };
    expect(lines(client)).toBe(
      block(`
        in job GET 5ms {
          http rates.example "GET /daily" @0ms 5ms
        }`),
    );
  });

  it('leaves open whom a client called where nothing says it', () => {
    const client: Sketch = {
      id: 'b',
      parent: 'a',
      service: 'gateway',
      kind: 'client',
      name: 'GET',
      attributes: { 'http.method': 'GET' },
    };
    expect(lines(entry, client)).toContain('http ? GET @0ms 1ms');
  });

  it('links a consumer to the line that sent its message, and does not wait for it', () => {
    const send: Sketch = {
      id: 'b',
      parent: 'a',
      service: 'gateway',
      kind: 'producer',
      name: 'send orders',
      at: 1000,
      lasts: 200,
      attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' },
    };
    const receive: Sketch = {
      id: 'c',
      parent: 'b',
      service: 'mailer',
      kind: 'consumer',
      name: 'process orders',
      at: 20_000,
      lasts: 500,
      attributes: { 'messaging.destination.name': 'orders' },
    };
    expect(lines(entry, send, receive)).toBe(
      block(`
        http gateway "POST /orders" 9ms {
          send kafka orders as orders @1ms 200us
          async recv mailer orders @20ms 500us {
            link orders
          }
        }`),
    );
  });

  it('finds the message by a link as well, and labels each line once', () => {
    const send = (id: string): Sketch => ({
      id,
      parent: 'a',
      service: 'gateway',
      kind: 'producer',
      name: 'send orders',
      lasts: 100,
    });
    const receive = (id: string, of: string): Sketch => ({
      id,
      service: 'mailer',
      kind: 'consumer',
      name: 'process orders',
      at: 10_000,
      links: [of],
    });
    const text = lines(entry, send('b'), send('c'), receive('d', 'c'), receive('e', 'b'), receive('f', 'b'));
    expect(text.match(/ as \S+/g)?.sort()).toEqual([' as orders', ' as orders-2']);
    expect(text.match(/link \S+/g)).toEqual(['link orders', 'link orders-2', 'link orders-2']);
  });

  it('marks what outlives the line around it as asynchronous', () => {
    const late: Sketch = { id: 'b', parent: 'a', service: 'gateway', name: 'flush', at: 8000, lasts: 4000 };
    expect(lines(entry, late)).toContain('async in gateway flush @8ms 4ms');
  });

  it('gives spans whose parent is missing lines of their own, and says so', () => {
    const orphan: Sketch = {
      id: 'b',
      parent: 'gone',
      service: 'stock',
      kind: 'server',
      name: 'GET /stock',
      at: 500,
    };
    expect(lines(entry, orphan)).toBe(
      block(`
        http gateway "POST /orders" @0ms 9ms
        http stock "GET /stock" @500us 1ms broken missing-parent`),
    );
  });

  it('folds a chain of any depth, moving up what is deeper than the language nests', () => {
    const chain = Array.from(
      { length: 5000 },
      (_, index): Sketch => ({ id: `s${index}`, parent: `s${index - 1}`, lasts: 9000 }),
    );
    const text = lines(...chain);
    expect(text.match(/in shop work/g)).toHaveLength(5000);
    expect(nesting(text)).toBe(MAX_DEPTH);
  });
});

function nesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const row of text.split('\n')) {
    if (row.endsWith('{')) depth += 1;
    if (row.endsWith('}')) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
