import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { compileLibrary, type Library } from '../../../../server/src/generate/library/library.ts';
import { nearestTrace } from '../../../../server/src/generate/library/nearest.ts';
import { testParser } from '../../../support/parser.ts';

const FOLDER = 'training/systems';

let library: Library;

beforeAll(async () => {
  const parser = await testParser();
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.trace'));
  const systems = files.toSorted().map((file) => ({
    name: file.replace('.trace', ''),
    spec: parseSpec(parser, readFileSync(`${FOLDER}/${file}`, 'utf8')),
  }));
  library = compileLibrary(systems);
});

/** The first line of a new trace, and the systems of the library that a reader would think of. */
describe('the nearest system of the library', () => {
  it.each([
    ['bank transfer', 'api', 'POST /transfers', 'banking-payments'],
    ['transfer money', 'gateway', 'POST /accounts/{id}/transfers', 'banking-payments'],
    ['payment', 'gateway', 'POST /payments', 'banking-payments'],
    ['search hotels', 'frontend', 'GET /hotels?city', 'hotel-chain'],
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
    ['create invoice', 'api', 'POST /invoices', 'subscription-billing'],
    ['read meter', 'head-end', 'POST /readings', 'energy-metering'],
    ['apply for loan', 'portal', 'POST /applications', 'loan-origination'],
    ['deploy', 'ci', 'POST /deployments', 'ci-platform'],
    ['evaluate flag', 'sdk', 'GET /flags', 'feature-flags'],
    ['buy ticket', 'web', 'POST /tickets', 'event-ticketing'],
    ['turn on light', 'app', 'POST /devices/{id}/state', 'smart-home'],
    ['start meeting', 'web', 'POST /meetings', 'video-conferencing'],
    ['withdraw bitcoin', 'exchange', 'POST /withdrawals', 'crypto-exchange'],
    ['register user', 'gateway', 'POST /users', 'identity-provider'],
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
    expect(nearest?.trace.name).toBe('search stay');
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
