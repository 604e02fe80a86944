/**
 * Writes docs/openings.md: what the shipped model makes of thirty new files that hold nothing but their first line, and of
 * some that declare their services, unedited. Read it as an engineer of each domain would.
 *
 * Usage: npm run openings (after a build)
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from './lib/paths.mjs';
import { runOrThrow } from './lib/process.mjs';
import { runScript, say } from './lib/say.mjs';

const SEED = 1;

/** Domain → the line that a user has typed. */
const OPENINGS = {
  'online shop': 'http gateway "POST /orders"',
  'book shop': 'http storefront "GET /books/{id}"',
  'food delivery': 'http mobile-api "POST /deliveries"',
  'ride hailing': 'rpc rides RequestRide',
  'hotel booking': 'http web "POST /reservations"',
  airline: 'http booking-web "GET /flights/search"',
  'car rental': 'http RentalApi "POST /rentals"',
  banking: 'http mobile-gateway "POST /transfers"',
  'card payments': 'rpc payment-service Authorize',
  'stock trading': 'rpc order-entry PlaceOrder',
  insurance: 'http portal "POST /claims"',
  'tax filing': 'http citizen-portal "POST /returns"',
  'hospital records': 'http chart-api "GET /patients/{id}"',
  telehealth: 'http clinic-app "POST /appointments"',
  pharmacy: 'http pharmacy-web "POST /prescriptions"',
  'parcel tracking': 'http tracking-api "GET /parcels/{id}"',
  warehouse: 'rpc wms StartPicking',
  'smart meters': 'recv meter-ingest readings',
  'connected cars': 'rpc fleet-gateway ReportPosition',
  'electric charging': 'http charge-app "POST /sessions"',
  'video streaming': 'http api "GET /titles/{id}/play"',
  'music streaming': 'http player-gateway "POST /playback"',
  'social feed': 'http edge "GET /feed"',
  'team chat': 'rpc chat-gateway SendMessage',
  'multiplayer game': 'rpc matchmaking JoinQueue',
  'news site': 'http www "GET /articles/{slug}"',
  'online courses': 'http learn-web "POST /enrolments"',
  'continuous integration': 'http ci-api "POST /builds"',
  'customer support': 'http helpdesk "POST /tickets"',
  'log search': 'http query-frontend "GET /search"',
};

/** Domain → services as a file declares them, and its traces: by what the first call is asked for, or by their name alone. */
const DECLARED = {
  'web shop in one word': {
    services:
      'frontend cartservice checkoutservice paymentservice productcatalogservice emailservice redis-cart:redis',
    traces: {
      checkout: 'http frontend "POST /cart/checkout"',
      'view product': 'http frontend "GET /products/{id}"',
    },
  },
  'orders in capitals': {
    services:
      'edge-proxy OrderService InventoryService PaymentService ShippingService NotificationService OrderDb:mysql InventoryDb:mysql EventBus:rabbitmq',
    traces: {
      'place order': 'http edge-proxy "POST /orders"',
      'order status': 'http edge-proxy "GET /orders/{id}"',
      'cancel order': 'http edge-proxy "POST /orders/{id}/cancel"',
    },
  },
  clinic: {
    services:
      'api-gateway patient-service appointment-service billing-service notification-service patient-db:postgresql appointment-db:postgresql kafka:kafka',
    traces: {
      'book appointment': 'http api-gateway "POST /appointments"',
      'show patient': 'http api-gateway "GET /patients/{id}"',
      'cancel appointment': '',
    },
  },
  airline: {
    services: 'web auth flights seats payments loyalty pg:postgresql redis:redis',
    traces: {
      'search flights': 'http web "GET /flights"',
      'book a seat': 'http web "POST /bookings"',
    },
  },
  'things in the field': {
    services:
      'ingress device-registry telemetry-ingest rules-engine alerting timeseries-db:influxdb device-db:postgresql mqtt-broker:mqtt',
    traces: {
      'register device': 'http ingress "POST /devices"',
      'ingest telemetry': 'http ingress "POST /telemetry"',
      'list alerts': '',
    },
  },
  bank: {
    services:
      'mobile-bff account-svc transfer-svc ledger-svc fraud-svc card-svc ledger-pg:postgresql account-pg:postgresql nats:nats',
    traces: {
      'send money': '',
      'list accounts': '',
      'block a card': 'http mobile-bff "POST /cards/{id}/block"',
    },
  },
  'video site': {
    services:
      'gateway userservice videoservice commentservice transcoder searchservice videodb:postgresql usersdb:postgresql events:kafka',
    traces: {
      'upload a video': 'http gateway "POST /videos"',
      watch: 'http gateway "GET /videos/{id}"',
      comment: 'http gateway "POST /videos/{id}/comments"',
      search: 'http gateway "GET /search"',
    },
  },
  school: {
    services: 'portal students courses grades enrolment mailer school-db:mysql session-cache:redis',
    traces: {
      'enrol in a course': 'http portal "POST /courses/{id}/enrolments"',
      'show grades': '',
      'publish grades': 'http portal "POST /grades/publish"',
    },
  },
};

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'openings-'));
  const sections = [];
  for (const [domain, line] of Object.entries(OPENINGS)) {
    const filled = await fill(
      join(folder, 'opening.trace'),
      `trace "${domain}" {\n  ${line} {\n    ...\n  }\n}\n`,
    );
    sections.push(section(domain, filled));
    say(domain);
  }
  const declared = [];
  for (const [domain, system] of Object.entries(DECLARED)) {
    const filled = await fill(join(folder, 'declared.trace'), sketchOf(system));
    declared.push(section(domain, filled));
    say(domain);
  }
  const text = `${HEAD}\n${sections.join('\n')}\n${HEAD_OF_DECLARED}\n${declared.join('\n')}`;
  writeFileSync(fromRoot('docs/openings.md'), text);
  rmSync(folder, { recursive: true });
  return 0;
}

/**
 * @param {string} domain
 * @param {string} filled
 */
const section = (domain, filled) => `## ${capital(domain)}\n\n\`\`\`trace\n${filled.trimEnd()}\n\`\`\`\n`;

/** @param {{ services: string, traces: Record<string, string> }} system */
function sketchOf({ services, traces }) {
  const declarations = services.split(' ').map((service) => {
    const [name, store] = service.split(':');
    if (store === undefined) return `service ${name}\n`;
    const attribute = BROKERS.has(store) ? 'messaging.system' : 'db.system.name';
    return `service ${name} { ${attribute} = "${store}" }\n`;
  });
  const sketches = Object.entries(traces).map(([name, line]) =>
    line === '' ? `trace "${name}" {\n  ...\n}\n` : `trace "${name}" {\n  ${line} {\n    ...\n  }\n}\n`,
  );
  return [declarations.join(''), ...sketches].join('\n');
}

const BROKERS = new Set(['kafka', 'mqtt', 'nats', 'rabbitmq']);

/**
 * @param {string} file
 * @param {string} typed
 */
async function fill(file, typed) {
  writeFileSync(file, typed);
  await runOrThrow(process.execPath, [
    fromRoot('dist/cli.cjs'),
    'fill',
    file,
    '--seed',
    String(SEED),
    '-o',
    file,
  ]);
  return readFileSync(file, 'utf8');
}

const HEAD = `# Thirty new files

What comes back in a new file whose first call alone is typed, with \`...\` in its body, in a workspace without any other: names
and habits are the model's and those of the library of systems (\`training/systems\`). Nothing is edited; \`npm run openings\`
makes this page, \`tracewright fill FILE --seed ${SEED}\` each part of it. How the library is searched was adjusted with these
thirty in view, under this one seed: expect less of other domains.
`;

const HEAD_OF_DECLARED = `# Eight files that declare their services

The same where a file says who there is: \`...\` below the first call of each trace, or for all of one that has a name alone. How
such files are told was adjusted with most of these in view.
`;

/** @param {string} text */
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

await runScript(main);
