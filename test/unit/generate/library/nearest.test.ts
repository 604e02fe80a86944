import { beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../../server/src/generate/library/library.ts';
import { likestJourneys, nearestTrace } from '../../../../server/src/generate/library/nearest.ts';
import { testLibrary } from '../../../support/library.ts';

let library: Library;

beforeAll(async () => {
  library = await testLibrary();
});

/** The first line of a new trace, and the systems of the library that a reader would think of. */
describe('the nearest system of the library', () => {
  it.each([
    ['bank transfer', 'api', 'POST /transfers', 'banking-payments'],
    ['transfer money', 'gateway', 'POST /accounts/{id}/transfers', 'banking-payments'],
    ['payment', 'gateway', 'POST /payments', 'banking-payments'],
    ['search hotels', 'frontend', 'GET /hotels?city', 'hotel-search-meta hotel-chain'],
    ['track parcel', 'web', 'GET /parcels/{id}', 'parcel-logistics'],
    ['login', 'gateway', 'POST /login', 'identity-provider multiplayer-game'],
    ['patient record', 'portal', 'GET /patients/{id}', 'telehealth'],
    ['book appointment', 'clinic-api', 'POST /appointments', 'telehealth'],
    ['checkout', 'web', 'POST /checkout', 'retail-shop'],
    ['add to cart', 'shop', 'POST /cart/items', 'retail-shop'],
    ['place order', 'gateway', 'POST /orders', 'retail-shop wholesale-ordering marketplace food-delivery'],
    ['order food', 'app', 'POST /orders', 'food-delivery'],
    ['request ride', 'mobile-bff', 'POST /rides', 'ride-hailing'],
    ['rent car', 'web', 'POST /rentals', 'car-rental'],
    ['book flight', 'web', 'POST /bookings', 'airline-booking'],
    ['send message', 'gateway', 'POST /channels/{id}/messages', 'team-chat'],
    ['play song', 'player-api', 'GET /tracks/{id}/stream', 'music-streaming'],
    ['stream movie', 'tv', 'GET /playback/{id}', 'video-streaming'],
    ['upload photo', 'mobile', 'POST /photos', 'photo-sharing'],
    ['place bid', 'ad-exchange', 'POST /bid', 'ad-bidding'],
    ['submit claim', 'portal', 'POST /claims', 'insurance-claims'],
    ['ingest telemetry', 'iot-gateway', 'POST /telemetry', 'iot-fleet'],
    ['buy stock', 'trading-api', 'POST /orders', 'stock-trading'],
    ['charge car', 'app', 'POST /charging-sessions', 'ev-charging'],
    ['publish article', 'cms', 'POST /articles', 'news-publishing'],
    ['create invoice', 'api', 'POST /invoices', 'subscription-billing accounting-saas'],
    ['read meter', 'head-end', 'POST /readings', 'energy-metering'],
    ['apply for loan', 'portal', 'POST /applications', 'loan-origination'],
    ['deploy', 'ci', 'POST /deployments', 'ci-platform'],
    ['evaluate flag', 'sdk', 'GET /flags', 'feature-flags'],
    ['buy ticket', 'web', 'POST /tickets', 'event-ticketing ticket-resale'],
    ['turn on light', 'app', 'POST /devices/{id}/state', 'smart-home'],
    ['start meeting', 'web', 'POST /meetings', 'video-conferencing'],
    ['withdraw bitcoin', 'exchange', 'POST /withdrawals', 'crypto-exchange'],
    ['register user', 'gateway', 'POST /users', 'identity-provider'],
    ['book shop', 'storefront', 'GET /books/{id}', 'book-shop'],
    ['stock broker', 'order-entry', 'PlaceOrder', 'stock-trading'],
    ['hospital', 'web', 'POST /admissions', 'hospital-information'],
    ['bookkeeping', 'api', 'POST /journal-entries', 'accounting-saas'],
    ['air freight', 'portal', 'POST /shipments', 'air-cargo'],
    ['online auction', 'web', 'POST /lots/{id}/bids', 'auction-house'],
    ['intercity bus tickets', 'app', 'POST /tickets', 'bus-coaches'],
    ['authorise card purchase', 'card-gateway', 'Authorize', 'card-issuing'],
    ['cinema booking', 'web', 'POST /bookings', 'cinema-chain'],
    ['open pull request', 'api', 'POST /pulls', 'code-hosting'],
    ['push docker image', 'registry', 'PUT /v2/{name}/manifests/{tag}', 'container-registry'],
    ['redeem coupon', 'api', 'POST /coupons/{code}/redeem', 'coupon-engine'],
    ['update dns record', 'api', 'PUT /zones/{id}/records', 'dns-provider'],
    ['home care visit', 'carer-app', 'POST /visits', 'elderly-care'],
    ['gym class', 'app', 'POST /classes/{id}/bookings', 'fitness-studio'],
    ['customer support', 'helpdesk', 'POST /tickets', 'helpdesk'],
    ['apply for a job', 'web', 'POST /jobs/{id}/applications', 'job-board'],
    ['edit wiki page', 'wiki', 'PUT /pages/{id}', 'knowledge-base'],
    ['post a tweet', 'gateway', 'POST /tweets', 'microblog'],
    ['unlock vault', 'app', 'POST /vault/unlock', 'password-vault'],
    ['container terminal', 'gate', 'POST /trucks', 'port-terminal'],
    ['compare prices', 'web', 'GET /products/{id}/offers', 'price-comparison'],
    ['send money abroad', 'web', 'POST /remittances', 'remittance'],
    ['book a table', 'web', 'POST /reservations', 'restaurant-reservations'],
    ['return an item', 'web', 'POST /returns', 'returns-portal'],
    ['tax filing', 'citizen-portal', 'POST /returns', 'tax-filing'],
    ['book vaccination', 'web', 'POST /appointments', 'vaccination-booking'],
    ['vet visit', 'clinic', 'POST /consultations', 'veterinary-clinic'],
  ])('for "%s", %s %s is %s', (title, service, operation, expected) => {
    expect(expected.split(' ')).toContain(systemFor(title, service, operation));
  });

  it.each([
    ['nothing is known', '', ''],
    ['all words are unknown', 'Bestellung aufgeben', 'POST /bestellungen'],
  ])('is a shop where %s', (_what, title, operation) => {
    expect(systemFor(title, 'gateway', operation)).toBe('retail-shop');
  });

  it('shows something where something is to be shown', () => {
    const nearest = nearestTrace(library, {
      title: 'search hotels',
      callers: [{ service: 'frontend', operation: 'GET /hotels' }],
      services: ['frontend'],
    });
    expect(nearest?.trace.name).toBe('search hotels');
  });

  it.each([
    ['a request', 'book flight', 'http', 'web', 'POST /bookings', 'create booking'],
    ['a message', 'smart meters', 'recv', 'meter-ingest', 'readings', 'collect readings'],
    ['a request for one thing', 'airline', 'http', 'booking-web', 'GET /flights/search', 'search flights'],
    ['a change', 'online shop', 'http', 'gateway', 'POST /orders', 'checkout'],
  ] as const)(
    'is told by a journey that begins with %s',
    (_what, title, type, service, operation, expected) => {
      const callers = [{ type, service, operation }];
      expect(nearestTrace(library, { title, callers, services: [service] })?.trace.name).toBe(expected);
    },
  );

  it('is another journey where the file has called whom the first one calls', () => {
    const services = 'frontend customers checkout basket pricing stock payments orders delivery'.split(' ');
    const callers = [{ service: 'frontend', operation: 'Product', type: 'rpc' as const }];
    const journeys = likestJourneys(library, { title: 'product page', callers, services }, 8, false);
    expect(journeys.find(({ system }) => system.name === 'retail-shop')?.trace.name).toBe('view product');
  });

  it('is none in an empty library', () => {
    const empty: Library = { systems: [] };
    expect(nearestTrace(empty, { title: 'checkout', callers: [], services: [] })).toBeUndefined();
  });
});

function systemFor(title: string, service: string, operation: string): string | undefined {
  const callers = [{ service, operation }];
  return nearestTrace(library, { title, callers, services: [service] })?.system.name;
}
