import { expect, it } from 'vitest';
import { failureOf, fillFailure } from '../../../support/meet-conditions.ts';
import { testParser } from '../../../support/parser.ts';

const KNOWN = `trace known {
  http web Get 90ms {
    rpc orders Place 40ms {
      rpc stock Reserve 20ms {
        db stock-db "UPDATE stock" 3ms
      }
      send events placed 1ms
    }
    db orders-db "SELECT orders" 4ms
  }
}
`;

it.each([
  [
    'counts what the rest of the trace has already',
    'http web Get {\n    send events placed 1ms\n    ... calls 1\n  }',
    'count(send events) == 2',
  ],
  [
    'makes one call for two rules that it meets',
    'http web Get {\n    ... calls 1\n  }',
    'some send events\n    count(send events) == 1',
  ],
  [
    'has those make a call who may',
    'rpc orders Place {\n    ... calls 2, include send events\n  }',
    'never orders -> events',
  ],
  [
    'has room for what is asked for beside the levels that are',
    'http web Get {\n    ... calls 5, depth 3\n  }',
    'count(db orders-db) == 2',
  ],
  [
    'makes at the lowest level what fits nowhere else',
    'http web Get {\n    ... calls 3, depth 3, include db stock-db\n  }',
    'calls 4',
  ],
  [
    'reaches levels by calls that are counted',
    'http web Get {\n    ... calls 4, depth 3, no http\n  }',
    'count(rpc orders) <= 2\n    count(rpc stock) <= 1',
  ],
])('a `...` %s', async (_what, body, clauses) => {
  const parser = await testParser();
  const text = `${KNOWN}\ntrace asked {\n  ${body}\n  require {\n    ${clauses}\n  }\n}\n`;
  for (let seed = 0; seed < 10; seed++) expect(await fillFailure(text, seed, parser)).toEqual([]);
});

/** `npm run bench conditions` asks 100,000. */
const SKETCHES = 500;

it('a `...` meets random conditions that can be met, whatever the model says', async () => {
  const parser = await testParser();
  for (let index = 0; index < SKETCHES; index++)
    expect(await failureOf(`conditions ${index}`, parser)).toBeUndefined();
});

it.each([
  ['of the calls behind it', 'rpc a Get ?\n    db orders-db "SELECT orders" ?'],
  ['of the calls before it', 'db orders-db "SELECT orders" ?\n    rpc a Get ?'],
  [
    'of the calls below those',
    'rpc a Get ?\n    rpc orders Place {\n      db orders-db "SELECT orders" ?\n    }',
  ],
])('a duration that is open leaves the least time %s', async (_which, calls) => {
  const parser = await testParser();
  const text = `${KNOWN}\ntrace asked {\n  http web Get {\n    ${calls}\n    require { duration <= 5ms }\n  }\n  require { every db: duration >= 4500us }\n}\n`;
  for (let seed = 0; seed < 20; seed++) expect(await fillFailure(text, seed, parser)).toEqual([]);
});

it('a `...` leaves the least time of the open calls behind it', async () => {
  const parser = await testParser();
  const text = `${KNOWN}\ntrace asked {\n  http web Get {\n    ... calls 1\n    db orders-db "SELECT orders" ?\n    require { duration <= 5ms }\n  }\n  require { every db: duration >= 2ms }\n}\n`;
  for (let seed = 0; seed < 20; seed++) expect(await fillFailure(text, seed, parser)).toEqual([]);
});

it('a duration that is open may be as short as the calls below it can be that are open, too', async () => {
  const parser = await testParser();
  const call =
    'rpc orders Place ? {\n    db orders-db "SELECT orders" ?\n    db orders-db "SELECT items" ?\n  }';
  const text = `${KNOWN}\ntrace asked {\n  ${call}\n  require {\n    every rpc: duration <= 400us\n  }\n}\n`;
  for (let seed = 0; seed < 10; seed++) expect(await fillFailure(text, seed, parser)).toEqual([]);
});
