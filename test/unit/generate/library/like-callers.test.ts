import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { CallType } from '../../../../server/src/core/spec/spec.ts';
import { compileLibrary, type Library } from '../../../../server/src/generate/library/library.ts';
import { callersLike } from '../../../../server/src/generate/library/like-callers.ts';
import { testLibrary } from '../../../support/library.ts';
import { node } from '../../../support/nodes.ts';
import { testParser } from '../../../support/parser.ts';

const BROKER = `# Brokerage (stocks, trading): orders at exchanges. Nouns.
trace "new order" {
  rpc orders PlaceOrder {
    rpc venue Route
  }
}
`;
const BAKERY = `# Bakery (bread): orders over the counter. Nouns.
trace "new order" {
  rpc orders PlaceOrder {
    rpc oven Bake
  }
  rpc ledger "GET /entries" {
    db books "SELECT entries"
  }
}
`;

let library: Library;

beforeAll(async () => {
  const parser = await testParser();
  const systems = Object.entries({ bakery: BAKERY, 'stock-trading': BROKER });
  library = compileLibrary(systems.map(([name, text]) => ({ name, spec: parseSpec(parser, text) })));
});

describe('callers like one', () => {
  it('are those of a system of the same domain', () => {
    expect(systemsFor('stock trading', ['orders'], 'orders', 'PlaceOrder')).toEqual(['stock-trading']);
    expect(systemsFor('bread', ['orders'], 'orders', 'PlaceOrder')).toEqual(['bakery']);
  });

  it('must be much more alike in one of another', () => {
    expect(systemsFor('stock trading', [], 'orders-entry', 'PlaceOrder', 0.6)).toEqual(['stock-trading']);
    expect(systemsFor('weather', [], 'orders', 'PlaceOrder', 0.6)).toEqual([]);
  });

  it('are of the domain that the other services show', () => {
    expect(systemsFor('', ['orders', 'oven'], 'orders', 'PlaceOrder', 0.6)).toEqual(['bakery']);
  });

  it('are of any domain where nothing says which it is', () => {
    expect(systemsFor('', ['orders'], 'orders', 'PlaceOrder', 0.6)).toEqual(['bakery', 'stock-trading']);
  });

  it('are asked for the same by the same verb, or for the same thing', () => {
    expect(systemsFor('bread', [], 'ledger', 'GET /entries', 0.6)).toEqual(['bakery']);
    expect(systemsFor('bread', [], 'ledger', 'GET /balances', 0.6)).toEqual([]);
    expect(systemsFor('bread', [], 'ledger', 'POST /entries', 0.6)).toEqual([]);
  });
});

function systemsFor(
  title: string,
  services: readonly string[],
  service: string,
  operation: string,
  least?: number,
): string[] {
  const type: CallType = 'rpc';
  const caller = { type, service, operation, repeat: 1, overlaps: false, children: [] };
  return callersLike(library, caller, { title, services }, least).map(({ system }) => system.name);
}

/** Calls of sketches, and whose calls a reader would think of. */
describe('callers of the library that are like one of a sketch', () => {
  let shipped: Library;
  beforeAll(async () => {
    shipped = await testLibrary();
  });

  it.each([
    ['rpc cart-subgraph resolveCart', 'graphql checkout', 'basket GET /baskets/{id}'],
    ['http identity-api POST /token', 'login', 'authorizer POST /oauth2/token'],
    ['rpc authservice Login', 'login', 'authorizer POST /oauth2/token'],
    ['http payments-svc POST /charges', 'pay', 'payments POST /payments'],
    ['recv thumbnailer images.uploaded', 'thumbnail', 'resize_worker photo_uploaded'],
    ['recv ingest-worker raw.events', 'pipeline', 'ingest_worker file_uploaded'],
    ['recv search-indexer product.updated', 'index', 'IndexerSvc listing-changed'],
    ['recv welcome-mailer user.created', 'signup', 'vault:mailer member.added'],
    ['recv email-service user.created', 'signup', 'mail-worker rsvp-confirmed'],
    ['in billing-cron run invoices', 'nightly invoice run', 'grid::billing run_account'],
  ])('for %s in "%s" are %s first', (line, title, expected) => {
    const [type, service, ...operation] = line.split(' ');
    const caller = { ...node(`${type} ${service}`), operation: operation.join(' ') };
    const [first] = callersLike(shipped, caller, { title, services: [caller.service] });
    expect(`${first?.call.service} ${first?.call.operation}`).toBe(expected);
  });

  it('are none where nobody is named like it', () => {
    expect(
      callersLike(shipped, node('rpc quokka-keeper Feed'), { title: 'zoo', services: ['quokka-keeper'] }),
    ).toEqual([]);
  });
});
